package io.virga.agent.mailbox;

import io.virga.agent.image.ImageOrders;
import io.virga.agent.instance.CommandHandler;
import io.virga.agent.instance.ConsoleLog;
import io.virga.contract.Addresses;
import io.virga.contract.agent.AgentCommand;
import io.virga.contract.agent.AgentQuestion;
import io.virga.contract.agent.AgentQuestion.ReadConsole;
import io.virga.contract.agent.ImageCommand;
import io.virga.messaging.Mailboxes;
import io.virga.model.HostName;

/// Where this host's commands, questions and orders of images arrive. The commands of one instance come
/// in order, those of different ones side by side; each is taken off its queue only after its report was
/// sent.
public final class CommandMailbox {

    private static final int QUESTION_READERS = 4;
    private static final int IMAGE_READERS = 1;

    private final Mailboxes mailboxes;
    private final HostName host;
    private final CommandHandler commands;
    private final ConsoleLog console;
    private final ImageOrders orders;

    public CommandMailbox(
            Mailboxes mailboxes, HostName host, CommandHandler commands, ConsoleLog console, ImageOrders orders) {
        this.mailboxes = mailboxes;
        this.host = host;
        this.commands = commands;
        this.console = console;
        this.orders = orders;
    }

    public void open(int readers) {
        mailboxes.queue(
                Addresses.commands(host), readers, AgentCommand.class, delivery -> commands.handle(delivery.message()));
        mailboxes.questions(
                Addresses.questions(host),
                QUESTION_READERS,
                AgentQuestion.class,
                delivery -> switch (delivery.message()) {
                    case ReadConsole question -> console.read(question);
                });
        mailboxes.queue(
                Addresses.images(host),
                IMAGE_READERS,
                ImageCommand.class,
                delivery -> orders.handle(delivery.message()));
    }
}
