package com.acme;

public final class Rules {
    private Rules() {}

    public static String greeting() {
        return "it's the project";
    }
}
