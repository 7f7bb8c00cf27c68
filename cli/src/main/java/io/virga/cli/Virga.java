package io.virga.cli;

import io.virga.cli.auth.Cloud;
import io.virga.cli.auth.CloudSettings;
import io.virga.cli.auth.CloudsFiles;
import io.virga.cli.command.CloudCommand;
import io.virga.cli.command.Terminal;
import io.virga.cli.command.Usage.WrongArguments;
import io.virga.cli.failure.CliFailure;
import io.virga.cli.http.HttpTransport;
import io.virga.cli.http.RequestLog;
import io.virga.cli.http.Tls;
import io.virga.cli.output.OutputOptions.UnknownColumn;
import io.virga.cli.output.SafeText;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

/// The command `virga`: finds the command by its words, parses its options, runs it, and turns failures into one
/// message, one advice and an exit code: 0 done, 1 failed, 2 wrongly called.
public final class Virga {

    private static final int FAILED = 1;
    private static final int WRONGLY_CALLED = 2;

    private final Terminal terminal;
    private final Map<String, String> environment;
    private final Path folder;

    Virga(Terminal terminal, Map<String, String> environment, Path folder) {
        this.terminal = terminal;
        this.environment = environment;
        this.folder = folder;
    }

    public static void main(String[] arguments) {
        var terminals = System.getProperty("virga.terminal", "");
        var in = terminals.contains("in") ? InputStream.nullInputStream() : new FileInputStream(FileDescriptor.in);
        var out = stream(FileDescriptor.out);
        var err = stream(FileDescriptor.err);
        var terminal =
                new Terminal(in, out, err, terminals.contains("out"), terminals.contains("err"), Terminal::sleep);
        var code = new Virga(terminal, System.getenv(), Path.of("").toAbsolutePath()).run(List.of(arguments));
        out.flush();
        terminal.err().flush();
        // Halting skips the shutdown hooks, which are for whoever is interrupted: it saves a few milliseconds.
        Runtime.getRuntime().halt(code);
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        var buffered = new BufferedOutputStream(new FileOutputStream(descriptor), 1 << 13);
        return new PrintStream(buffered, descriptor == FileDescriptor.err, StandardCharsets.UTF_8);
    }

    int run(List<String> arguments) {
        var invocation = Invocation.of(arguments);
        if (invocation.version()) {
            terminal.out().println("virga " + version());
            return 0;
        }
        if (invocation.name().isEmpty()) {
            return invocation.help() ? overview() : unknown(arguments);
        }
        return run(invocation);
    }

    private int run(Invocation invocation) {
        var command = CommandTable.command(invocation.name());
        var options = new GlobalOptions();
        var line = commandLine(invocation, command, options);
        var debug = invocation.arguments().contains("--debug");
        try {
            var parsed = line.parseArgs(invocation.arguments().toArray(String[]::new));
            if (invocation.help() || parsed.isUsageHelpRequested()) {
                line.usage(terminal.out(), Ansi.OFF);
                return 0;
            }
            command.run(cloud(options), options.has("quiet") ? terminal.still() : terminal, state());
            return 0;
        } catch (CommandLine.ParameterException | WrongArguments | UnknownColumn e) {
            if (invocation.help()) {
                line.usage(terminal.out(), Ansi.OFF);
                return 0;
            }
            return wronglyCalled(invocation.name(), e.getMessage());
        } catch (CliFailure failure) {
            return failed(failure, debug);
        } catch (RuntimeException defect) {
            return defective(defect, debug);
        }
    }

    private static CommandLine commandLine(Invocation invocation, CloudCommand command, GlobalOptions options) {
        var spec = CommandSpec.forAnnotatedObject(command).name("virga " + invocation.name());
        options.addTo(spec, invocation.arguments());
        spec.addOption(CommandLine.Model.OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .type(boolean.class)
                .arity("0")
                .description("Show this help message")
                .build());
        return new CommandLine(spec)
                .setExpandAtFiles(false)
                .setInterpolateVariables(false)
                .setOverwrittenOptionsAllowed(true)
                .setPosixClusteredShortOptionsAllowed(false)
                .setUsageHelpAutoWidth(false)
                .setUsageHelpLongOptionsMaxWidth(36)
                .setUsageHelpWidth(110);
    }

    private Path home() {
        return Path.of(environment.getOrDefault("HOME", "/"));
    }

    // By the XDG Base Directory Specification: a path that is not absolute counts as none.
    private Path state() {
        var chosen = environment.getOrDefault("XDG_STATE_HOME", "");
        var base = chosen.startsWith("/") ? Path.of(chosen) : home().resolve(".local/state");
        return base.resolve("virga");
    }

    private Cloud cloud(GlobalOptions options) {
        var settings =
                CloudSettings.resolve(options.given(), environment, CloudsFiles.searching(environment, folder, home()));
        var insecure = options.has("insecure")
                || !options.has("verify") && (settings.isTrue("insecure") || settings.isFalse("verify"));
        var authorities = settings.get("cacert").map(folder::resolve).orElse(null);
        var log = new RequestLog(terminal.err(), options.has("debug"), options.has("timing"));
        return new Cloud(settings, new HttpTransport(new Tls(authorities, insecure), log));
    }

    private int wronglyCalled(String name, String message) {
        terminal.err().println("virga " + name + ": " + SafeText.escaped(message));
        terminal.err().println("How it is called: virga help " + name);
        return WRONGLY_CALLED;
    }

    private int failed(CliFailure failure, boolean debug) {
        terminal.err().println(SafeText.escaped(failure.getMessage()));
        if (!failure.advice().isEmpty()) {
            terminal.err().println(SafeText.escaped(failure.advice()));
        }
        if (debug) {
            failure.printStackTrace(terminal.err());
        }
        return FAILED;
    }

    private int defective(RuntimeException defect, boolean debug) {
        terminal.err().println(SafeText.escaped("virga has a defect: " + defect));
        if (debug) {
            defect.printStackTrace(terminal.err());
        } else {
            terminal.err().println("Run it again with --debug and report what it prints.");
        }
        return FAILED;
    }

    private int overview() {
        terminal.out().println("Usage: virga [options] <command> [arguments]\n");
        terminal.out()
                .println("The grammar is that of `openstack`. Log in by OS_CLOUD (clouds.yaml) or OS_* variables.\n");
        terminal.out().println("Commands:");
        CommandTable.names().forEach(name -> terminal.out().println("  " + name));
        terminal.out().println("\nOptions of every command:");
        terminal.out().println(GlobalOptions.help());
        terminal.out().println("\nOptions of a command: virga help <command>");
        return 0;
    }

    private int unknown(List<String> arguments) {
        var typed =
                arguments.stream().filter(argument -> !argument.startsWith("-")).collect(Collectors.joining(" "));
        var first = typed.isEmpty() ? "" : typed.split(" ")[0];
        var near = CommandTable.names().stream()
                .filter(name -> !first.isEmpty() && name.startsWith(first))
                .toList();
        terminal.err()
                .println(SafeText.escaped(
                        typed.isEmpty() ? "virga: which command?" : "virga: '" + typed + "' is not a virga command."));
        terminal.err()
                .println(
                        near.isEmpty()
                                ? "All commands: virga help"
                                : "Did you mean one of: " + String.join(", ", near));
        return WRONGLY_CALLED;
    }

    private static String version() {
        var version = Virga.class.getPackage().getImplementationVersion();
        return version == null ? "(unpackaged)" : version;
    }
}
