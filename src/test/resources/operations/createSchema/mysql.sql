CREATE SCHEMA `migrate_sample`;
