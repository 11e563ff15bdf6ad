"""The office itself (办公室): its name and division, centres (中心), clerks (经办人), roles (岗位), sign-in, settings."""
