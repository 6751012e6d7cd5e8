package dev.migrate;

/** More about the index that goes. */
public interface IndexDrop {

    /** Without stopping writers; on PostgreSQL outside of any transaction. Other databases drop it as ever. */
    IndexDrop concurrently();

    /** What the index was, for the reverse. */
    IndexDrop was(Index index);
}
