ALTER SCHEMA "migrate_old" RENAME TO "migrate_new";
