package io.virga.cli.image;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.virga.cli.auth.Query;
import io.virga.cli.command.CloudCommand;
import io.virga.cli.command.ListCommand;
import io.virga.cli.command.Usage;
import io.virga.cli.output.Column;
import io.virga.cli.output.Listing;
import io.virga.cli.resource.Each;
import io.virga.cli.resource.Finder;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The stores of the image service: which there are, which ones data goes to, and out of one again.
public final class ImageStores {

    private ImageStores() {}

    @Command(description = "Get available backends (only valid with Multi-Backend support)")
    public static final class ListAll extends ListCommand {
        @Option(names = "--detail", description = "Show details of stores (admin only)")
        private boolean detail;

        @Override
        protected Listing list() {
            var columns = new ArrayList<>(List.of(
                    Column.of("ID", "id"), Column.of("Description", "description"), Column.of("Default", "default")));
            if (detail) {
                columns.add(Column.of("Properties", "properties"));
            }
            var path = detail ? "/info/stores/detail" : "/info/stores";
            return Listing.of(columns, cloud.image().list(path, Query.none(), "stores"));
        }
    }

    @Command(description = "Delete image(s)")
    public static final class DeleteImages extends CloudCommand {
        @Parameters(arity = "1..*", paramLabel = "<image>", description = "Image(s) to delete (name or ID)")
        private List<String> images;

        @Option(
                names = "--store",
                paramLabel = "<store>",
                description = "Delete the data from this store only; another one must have it")
        private String store;

        @Override
        protected void run() {
            var finder = new Finder(cloud);
            new Each(terminal, "delete", Images.KIND.label())
                    .of(images, name -> cloud.image().delete(path(finder.id(Images.KIND, name))));
        }

        private String path(String id) {
            return store == null ? "/images/" + id : "/stores/%s/%s".formatted(Query.encoded(store), id);
        }
    }

    /// Which stores an import brings data to.
    static final class Chosen {
        @Option(
                names = "--store",
                paramLabel = "<store>",
                description = "Store to bring the data to (repeat for several); copy-image needs this or --all-stores")
        private List<String> stores = new ArrayList<>();

        @Option(names = "--all-stores", description = "Bring the data to all stores")
        private boolean all;

        @Option(names = "--allow-failure", description = "Keep what has come to some stores when others fail (default)")
        private boolean allowFailure;

        @Option(names = "--disallow-failure", description = "Keep nothing unless it has come to all stores")
        private boolean disallowFailure;

        boolean areGiven() {
            return all || !stores.isEmpty();
        }

        /// Fails when the options contradict each other.
        void check() {
            Usage.atMostOne("--store and --all-stores", all, stores.isEmpty() ? null : stores);
            Usage.either(allowFailure, disallowFailure, "--allow-failure and --disallow-failure");
            if ((allowFailure || disallowFailure) && !areGiven()) {
                throw Usage.wrong("--allow-failure and --disallow-failure need --store or --all-stores");
            }
        }

        void addTo(ObjectNode body) {
            if (all) {
                body.put("all_stores", true);
            }
            if (!stores.isEmpty()) {
                stores.forEach(body.withArray("stores")::add);
            }
            if (areGiven()) {
                body.put("all_stores_must_succeed", disallowFailure);
            }
        }
    }
}
