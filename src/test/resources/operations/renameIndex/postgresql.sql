ALTER INDEX "ix_users_name" RENAME TO "ix_name";
