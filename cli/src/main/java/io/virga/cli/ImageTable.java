package io.virga.cli;

import io.virga.cli.command.CloudCommand;
import io.virga.cli.image.Certificates;
import io.virga.cli.image.ImageChanges;
import io.virga.cli.image.ImageCreate;
import io.virga.cli.image.ImageImports;
import io.virga.cli.image.ImageInspect;
import io.virga.cli.image.ImageList;
import io.virga.cli.image.ImageMembers;
import io.virga.cli.image.ImageSave;
import io.virga.cli.image.ImageStores;
import io.virga.cli.image.Images;
import io.virga.cli.image.MetadefNamespaces;
import io.virga.cli.image.Signing;
import io.virga.cli.resource.DeleteThings;
import io.virga.cli.resource.ListThings;
import io.virga.cli.resource.ShowThing;
import java.util.List;

/// The commands of the image service.
final class ImageTable {

    static final List<String> NAMES = List.of(
            "image add project",
            "image certificate create",
            "image certificate delete",
            "image certificate list",
            "image certificate show",
            "image create",
            "image delete",
            "image import",
            "image import info",
            "image inspect",
            "image list",
            "image member list",
            "image remove project",
            "image save",
            "image set",
            "image show",
            "image signing set",
            "image signing show",
            "image stage",
            "image stores list",
            "image task list",
            "image task show",
            "image unset",
            "image metadef namespace create",
            "image metadef namespace delete",
            "image metadef namespace list",
            "image metadef namespace set",
            "image metadef namespace show");

    private ImageTable() {}

    /// A new command object, or null when no command has that name.
    static CloudCommand command(String name) {
        return switch (name) {
            case "image create" -> new ImageCreate();
            case "image list" -> new ImageList();
            case "image show" -> new ShowThing(Images.KIND);
            case "image set" -> new ImageChanges.Change();
            case "image unset" -> new ImageChanges.Unset();
            case "image add project" -> new ImageMembers.AddProject();
            case "image remove project" -> new ImageMembers.RemoveProject();
            case "image member list" -> new ImageMembers.ListAll();
            case "image inspect" -> new ImageInspect();
            case "image stage" -> new ImageImports.Stage();
            case "image import" -> new ImageImports.Import();
            case "image import info" -> new ImageImports.Info();
            case "image task list" -> new ImageImports.Tasks();
            case "image task show" -> new ImageImports.ShowTask();
            case "image save" -> new ImageSave();
            case "image delete" -> new ImageStores.DeleteImages();
            case "image stores list" -> new ImageStores.ListAll();
            case "image certificate create" -> new Certificates.Create();
            case "image certificate list" -> new ListThings(Certificates.KIND, Certificates.COLUMNS);
            case "image certificate show" -> new ShowThing(Certificates.KIND);
            case "image certificate delete" -> new DeleteThings(Certificates.KIND);
            case "image signing show" -> new Signing.Show();
            case "image signing set" -> new Signing.Change();
            case "image metadef namespace create" -> new MetadefNamespaces.Create();
            case "image metadef namespace list" -> new MetadefNamespaces.ListAll();
            case "image metadef namespace show" -> new ShowThing(MetadefNamespaces.KIND);
            case "image metadef namespace set" -> new MetadefNamespaces.Change();
            case "image metadef namespace delete" -> new DeleteThings(MetadefNamespaces.KIND);
            default -> null;
        };
    }
}
