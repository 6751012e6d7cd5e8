package dev.migrate.revision;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All revisions of a project and how they follow each other; immutable, and valid once made. */
public final class RevisionGraph {

    /**
     * The graph of these revisions, whose order (by file name) settles ties.
     *
     * @throws dev.migrate.diagnostic.MigrateException with every fault found: an id or label twice, a missing parent or dependency,
     *     a cycle
     */
    public static RevisionGraph of(Collection<Revision> revisions) {
        throw new UnsupportedOperationException();
    }

    /** Every revision, parents and dependencies before what needs them, one branch finished before the next. */
    public List<Revision> ordered() {
        throw new UnsupportedOperationException();
    }

    /** The revision of that whole id. */
    public Optional<Revision> find(String id) {
        throw new UnsupportedOperationException();
    }

    /** The revisions without a child. */
    public List<Revision> heads() {
        throw new UnsupportedOperationException();
    }

    /** The revisions without a parent. */
    public List<Revision> bases() {
        throw new UnsupportedOperationException();
    }

    /** The revisions with more than one child. */
    public List<Revision> branchPoints() {
        throw new UnsupportedOperationException();
    }

    /** The children of a revision. */
    public List<Revision> children(Revision revision) {
        throw new UnsupportedOperationException();
    }

    /** The labels of a revision, its own and those that spread to it. */
    public Set<String> labels(Revision revision) {
        throw new UnsupportedOperationException();
    }
}
