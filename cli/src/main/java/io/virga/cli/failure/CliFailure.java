package io.virga.cli.failure;

/// A failure that the user is told in two sentences: what happened, and what to do about it.
public class CliFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    private String advice = "";

    protected CliFailure(String message) {
        super(message);
    }

    public static CliFailure of(String message) {
        return new CliFailure(message);
    }

    public CliFailure advise(String whatToDo) {
        advice = whatToDo;
        return this;
    }

    public CliFailure causedBy(Throwable cause) {
        initCause(cause);
        return this;
    }

    public String advice() {
        return advice;
    }
}
