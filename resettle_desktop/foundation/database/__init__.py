"""The office's file on disk: encrypted, audited, backed up, migrated."""
