"""What the event forms with a table of members share: an edit of the table is an edit of the form."""

from resettle_desktop.matters.pages.event_form import HouseholdEventForm


class TableEventForm(HouseholdEventForm):
    """An event of a household in which something is said of each member."""

    def table_edited(self) -> None:
        """Something in the table was changed: nothing is lost silently, and the effects are told anew."""
        self.edited_by_hand()
        self.settle_soon()

    def settle_soon(self) -> None:
        """Try the act out once the clerk pauses."""
        self._settling.start()
