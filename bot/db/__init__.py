"""The database: mapped base, engines, threads, transactions, migrations."""
