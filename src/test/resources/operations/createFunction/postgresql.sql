CREATE FUNCTION "add_two"(a integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$SELECT a + 2$$;
