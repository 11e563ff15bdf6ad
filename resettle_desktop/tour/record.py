"""What a tour leaves behind: papers, a picture of each step and ``tour.json``."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class LeftFile:
    """A file a step left, by its name under the tour's folder, with its SHA-256."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class PlayedStep:
    """One step as it was played; ``missing`` says in Chinese what did not come."""

    round: str
    step: str
    seconds: float
    files: tuple[LeftFile, ...] = ()
    missing: str | None = None


@dataclass(slots=True)
class Record:
    """The record of all rounds."""

    folder: Path
    steps: list[PlayedStep] = field(default_factory=list)

    def file(self, path: Path) -> LeftFile:
        """Note a file the tour left."""
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        return LeftFile(path.relative_to(self.folder).as_posix(), digest)

    @property
    def missing(self) -> tuple[PlayedStep, ...]:
        """Steps that could not be played to their end."""
        return tuple(step for step in self.steps if step.missing is not None)

    def write(self) -> Path:
        """Write ``tour.json``: step, seconds, files with digests, missing steps."""
        path = self.folder / "tour.json"
        whole = {
            "steps": [asdict(step) for step in self.steps],
            "missing": [f"{step.round} {step.step}" for step in self.missing],
            "seconds": round(sum(step.seconds for step in self.steps), 3),
        }
        path.write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        return path
