package dev.migrate;

/** More about a new word of an enumeration. */
public interface EnumValueAddition {

    /** It comes before another. */
    EnumValueAddition before(String value);

    /** It comes behind another. */
    EnumValueAddition after(String value);

    /** Nothing is added where it is there. */
    EnumValueAddition ifNotExists();
}
