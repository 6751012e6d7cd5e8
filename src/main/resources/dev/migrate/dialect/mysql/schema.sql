-- What stands in a database of MySQL or MariaDB, each query over one view of information_schema: joins of these views are slow on
-- both, and MariaDB opens every database unless the view's own schema column is compared with =. A row is an object, or more of one that
-- an earlier statement has: its kind, its path, and behind these its properties, each under its own name. ${schema} is the database.

SELECT 'DATABASE' AS kind, 'database' AS path1, default_collation_name AS `collation`
FROM information_schema.schemata WHERE schema_name = ${schema};

-- create_options has row_format only where it was written
SELECT 'TABLE' AS kind, table_name AS path1, engine AS `engine`, table_collation AS `collation`, NULLIF(create_options, '') AS `options`,
    IF(table_type = 'SYSTEM VERSIONED', 'yes', NULL) AS `versioned`, NULLIF(table_comment, '') AS `comment`
FROM information_schema.tables WHERE table_schema = ${schema} AND table_type IN ('BASE TABLE', 'SYSTEM VERSIONED');

SELECT 'TABLE' AS kind, table_name AS path1,
    CONCAT(MIN(partition_method), COALESCE(CONCAT(' ', MIN(partition_expression)), ''),
        COALESCE(CONCAT(', ', MIN(subpartition_method), ' ', MIN(subpartition_expression)), '')) AS `partition by`,
    GROUP_CONCAT(CONCAT(partition_name, COALESCE(CONCAT('/', subpartition_name), ''), COALESCE(CONCAT(' ', partition_description), ''),
            IF(partition_comment = '', '', CONCAT(' ', QUOTE(partition_comment))))
        ORDER BY partition_ordinal_position, subpartition_ordinal_position SEPARATOR ', ') AS `partitions`
FROM information_schema.partitions WHERE table_schema = ${schema} AND partition_name IS NOT NULL GROUP BY table_name;

SELECT 'COLUMN' AS kind, table_name AS path1, column_name AS path2, ordinal_position AS `position`, column_type AS `type`,
    IF(is_nullable = 'NO', 'yes', NULL) AS `not null`, NULLIF(extra, '') AS `extra`,
    NULLIF(generation_expression, '') AS `generated`, collation_name AS `collation`,
    NULLIF(column_comment, '') AS `comment`
FROM information_schema.columns WHERE table_schema = ${schema};

SELECT 'FOREIGN_KEY' AS kind, table_name AS path1, constraint_name AS path2,
    GROUP_CONCAT(column_name ORDER BY ordinal_position SEPARATOR ', ') AS `columns`,
    MIN(IF(referenced_table_schema = table_schema, NULL, referenced_table_schema)) AS `referenced database`,
    MIN(referenced_table_name) AS `referenced table`,
    GROUP_CONCAT(referenced_column_name ORDER BY ordinal_position SEPARATOR ', ') AS `referenced columns`
FROM information_schema.key_column_usage WHERE table_schema = ${schema} AND referenced_table_name IS NOT NULL
GROUP BY table_name, constraint_name;

SELECT 'FOREIGN_KEY' AS kind, table_name AS path1, constraint_name AS path2, match_option AS `match`, update_rule AS `on update`,
    delete_rule AS `on delete`
FROM information_schema.referential_constraints WHERE constraint_schema = ${schema};

SELECT 'TRIGGER' AS kind, event_object_table AS path1, trigger_name AS path2, CONCAT(action_timing, ' ', event_manipulation) AS `fires`,
    action_order AS `order`, action_statement AS `definition`, sql_mode AS `sql mode`
FROM information_schema.triggers WHERE trigger_schema = ${schema};

-- a package of MariaDB has a body of the same name
SELECT IF(routine_type = 'PROCEDURE', 'PROCEDURE', 'FUNCTION') AS kind,
    IF(routine_type IN ('PROCEDURE', 'FUNCTION'), routine_name, CONCAT(routine_name, ' ', LOWER(routine_type))) AS path1,
    dtd_identifier AS `returns`, routine_definition AS `definition`, is_deterministic AS `deterministic`, sql_data_access AS `data access`,
    security_type AS `security`, sql_mode AS `sql mode`, NULLIF(routine_comment, '') AS `comment`
FROM information_schema.routines WHERE routine_schema = ${schema};

SELECT routine_type AS kind, specific_name AS path1,
    GROUP_CONCAT(CONCAT(COALESCE(parameter_mode, ''), ' ', parameter_name, ' ', dtd_identifier,
            COALESCE(CONCAT(' ', collation_name), ''))
        ORDER BY ordinal_position SEPARATOR ', ') AS `parameters`
FROM information_schema.parameters
WHERE specific_schema = ${schema} AND ordinal_position > 0 AND routine_type IN ('PROCEDURE', 'FUNCTION')
GROUP BY routine_type, specific_name;

-- one without STARTS begins when it is made
SELECT 'EVENT' AS kind, event_name AS path1, event_definition AS `definition`, CONCAT(interval_value, ' ', interval_field) AS `every`,
    execute_at AS `at`,
    IF(LEAST(ABS(TIMESTAMPDIFF(SECOND, starts, CONVERT_TZ(created, '+00:00', time_zone))),
        ABS(TIMESTAMPDIFF(SECOND, starts, CONVERT_TZ(last_altered, '+00:00', time_zone)))) <= 2, NULL, starts) AS `starts`,
    ends AS `ends`, status AS `status`, on_completion AS `on completion`, sql_mode AS `sql mode`, time_zone AS `time zone`, NULLIF(event_comment, '') AS `comment`
FROM information_schema.events WHERE event_schema = ${schema};
