package io.virga.cli.image;

import io.virga.cli.auth.Api;
import io.virga.cli.command.TransferLine;
import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/// Sends parts of a file to an upload session, several at once.
record PartSender(Api images, String session, FileParts parts, Patience patience) {

    private static final int AT_ONCE = 4;

    /// Returns when all are there; throws the first failure, and begins no further part then.
    void send(Collection<Integer> numbers, TransferLine line) {
        var queue = new ConcurrentLinkedQueue<>(numbers);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var lanes = Stream.generate(() -> threads.submit(() -> drain(queue, line)))
                    .limit(AT_ONCE)
                    .toList();
            for (var lane : lanes) {
                lane.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sending", e);
        }
    }

    private void drain(Queue<Integer> queue, TransferLine line) {
        try {
            for (var number = queue.poll(); number != null; number = queue.poll()) {
                send(number);
                line.add(parts.slice(number).length());
            }
        } catch (RuntimeException e) {
            queue.clear();
            throw e;
        }
    }

    private void send(int number) {
        var sha256 = parts.sha256(number);
        patience.with(() -> {
            images.upload(session + "/parts/" + number, parts.slice(number), sha256);
            return number;
        });
    }
}
