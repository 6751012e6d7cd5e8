package dev.migrate.lint;

/** An allowance for which there is nothing to allow, or that is not written as it must be. The review itself finds it. */
public final class UnusedAllowance implements Rule {

    static final RuleFacts FACTS = RuleFacts.warning("T109", "unused-allowance");

    @Override
    public RuleFacts facts() {
        return FACTS;
    }
}
