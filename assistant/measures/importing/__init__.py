"""Lists of measures that an agency keeps itself (CSV, XLSX, JSON), taken into the register."""
