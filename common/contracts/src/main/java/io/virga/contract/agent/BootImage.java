package io.virga.contract.agent;

import io.virga.model.ImageId;

/// The image to boot from, and where to take it.
///
/// `format` is `qcow2` or `raw`, as the image service has proved it. `size` and `virtualSize` are in bytes;
/// `sha512` is of the stored bytes, in lower-case hexadecimal. `url` is a presigned S3 GET that ends by itself.
public record BootImage(ImageId id, String format, long size, long virtualSize, String sha512, String url) {}
