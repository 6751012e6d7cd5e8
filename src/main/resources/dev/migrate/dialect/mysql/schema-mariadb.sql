-- What MariaDB alone has, or has in other columns; see schema.sql.

SELECT IF(index_name = 'PRIMARY', 'PRIMARY_KEY', IF(non_unique, 'INDEX', 'UNIQUE')) AS kind, table_name AS path1, index_name AS path2,
    GROUP_CONCAT(CONCAT(column_name, COALESCE(CONCAT('(', sub_part, ')'), ''), IF(collation = 'D', ' desc', ''))
        ORDER BY seq_in_index SEPARATOR ', ') AS `columns`,
    index_type AS `type`, IF(MIN(ignored) = 'YES', 'yes', NULL) AS `ignored`, NULLIF(MIN(index_comment), '') AS `comment`
FROM information_schema.statistics WHERE table_schema = ${schema}
GROUP BY table_name, index_name, non_unique, index_type;

-- one that stands behind a column has the column's name, which another may have too
SELECT 'CHECK' AS kind, table_name AS path1, constraint_name AS path2, IF(level = 'Column', 'check', NULL) AS path3,
    check_clause AS `definition`
FROM information_schema.check_constraints WHERE constraint_schema = ${schema};

SELECT 'VIEW' AS kind, table_name AS path1, view_definition AS `definition`, NULLIF(check_option, 'NONE') AS `check option`,
    security_type AS `security`, NULLIF(algorithm, 'UNDEFINED') AS `algorithm`
FROM information_schema.views WHERE table_schema = ${schema};

-- a default is SQL here, a string in its quotes; without one, a column that may be null has NULL
SELECT 'COLUMN' AS kind, table_name AS path1, column_name AS path2, NULLIF(column_default, 'NULL') AS `default`
FROM information_schema.columns WHERE table_schema = ${schema};
