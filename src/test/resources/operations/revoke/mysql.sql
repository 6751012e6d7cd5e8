GRANT SELECT ON `users` TO 'admin';
REVOKE SELECT ON `users` FROM 'admin';
