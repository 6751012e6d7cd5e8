package dev.migrate.lint.rule;

import dev.migrate.lint.grammar.Change;

/** Which statements make MySQL and MariaDB commit (MySQL 8.0 manual, 15.3.3). */
final class ImplicitCommit {

    private ImplicitCommit() {}

    /** Whether it changes the schema. */
    static boolean isBy(Change change) {
        return change instanceof Change.CreateTable create && !create.temporary()
                || change instanceof Change.AlterTable
                || change instanceof Change.CreateIndex
                || change instanceof Change.DropIndex
                || change instanceof Change.Drop
                || change instanceof Change.Truncate
                || change instanceof Change.CreateView
                || change instanceof Change.CreateTrigger
                || change instanceof Change.CreateRoutine
                || change instanceof Change.Rename
                || change instanceof Change.Rewrite;
    }
}
