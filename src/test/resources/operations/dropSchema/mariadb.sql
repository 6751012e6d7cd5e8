CREATE SCHEMA `migrate_sample`;
DROP SCHEMA `migrate_sample`;
