-- What MySQL alone has, or has in other columns; see schema.sql.

SELECT IF(index_name = 'PRIMARY', 'PRIMARY_KEY', IF(non_unique, 'INDEX', 'UNIQUE')) AS kind, table_name AS path1, index_name AS path2,
    GROUP_CONCAT(CONCAT(COALESCE(column_name, CONCAT('(', expression, ')')), COALESCE(CONCAT('(', sub_part, ')'), ''),
            IF(collation = 'D', ' desc', ''))
        ORDER BY seq_in_index SEPARATOR ', ') AS `columns`,
    index_type AS `type`, IF(MIN(is_visible) = 'NO', 'no', NULL) AS `visible`, NULLIF(MIN(index_comment), '') AS `comment`
FROM information_schema.statistics WHERE table_schema = ${schema}
GROUP BY table_name, index_name, non_unique, index_type;

-- its names are unique in the database, and only table_constraints has their table; each is read by itself first, for a join of the two as they are
-- looks through all of the one for each row of the other: a minute for a thousand
SELECT /*+ NO_MERGE(t) NO_MERGE(c) */ 'CHECK' AS kind, t.table_name AS path1, t.constraint_name AS path2, c.check_clause AS `definition`,
    IF(t.enforced = 'NO', 'no', NULL) AS `enforced`
FROM (SELECT table_name AS table_name, constraint_name AS constraint_name, enforced AS enforced FROM information_schema.table_constraints
        WHERE table_schema = ${schema} AND constraint_schema = ${schema} AND constraint_type = 'CHECK') t
    JOIN (SELECT constraint_name AS constraint_name, check_clause AS check_clause FROM information_schema.check_constraints
        WHERE constraint_schema = ${schema}) c ON c.constraint_name = t.constraint_name;

SELECT 'COLUMN' AS kind, table_name AS path1, column_name AS path2, column_default AS `default`, srs_id AS `spatial reference system`
FROM information_schema.columns WHERE table_schema = ${schema};

SELECT 'VIEW' AS kind, table_name AS path1, view_definition AS `definition`, NULLIF(check_option, 'NONE') AS `check option`,
    security_type AS `security`
FROM information_schema.views WHERE table_schema = ${schema};
