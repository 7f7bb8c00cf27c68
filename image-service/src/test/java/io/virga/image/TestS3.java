package io.virga.image;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An S3 server of the tests. What one that belongs to somebody else does not let a test do aborts that test.
public interface TestS3 {

    /// The settings of a store there.
    Map<String, String> store(String name, String bucket);

    void start() throws IOException;

    /// Returns when it answers.
    void await();

    void stop();

    /// It answers nothing until `goOn`, and takes what it is sent as far as the line does.
    void freeze();

    void goOn();

    /// The names of all objects, with their buckets, and those of parts.
    List<String> objects();

    /// The file of an object, when it is there.
    Optional<Path> file(String key);
}
