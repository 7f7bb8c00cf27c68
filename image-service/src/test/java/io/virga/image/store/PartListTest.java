package io.virga.image.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.virga.image.store.Multipart.Part;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartListTest {

    private static final String PART =
            "<Part><LastModified>2026-11-28T15:00:00.000Z</LastModified><PartNumber>%d</PartNumber><ETag>%s</ETag><Size>%d</Size></Part>";

    @Test
    void whatTheUploadNeedsIsTakenAndTheRestNotMissed() throws IOException {
        var page = PartList.parse("""
                <?xml version="1.0" encoding="UTF-8"?>
                <ListPartsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
                <Bucket>b</Bucket><Key>k</Key><Owner><ID>1</ID><DisplayName>x</DisplayName></Owner>
                <MaxParts>1000</MaxParts><IsTruncated>false</IsTruncated>
                """ + PART.formatted(1, "&quot;abc&quot;", 5242880) + PART.formatted(2, "def", 7)
                + "</ListPartsResult>");

        assertThat(page.parts()).containsExactly(new Part(1, 5242880, "abc"), new Part(2, 7, "def"));
        assertThat(page.next()).isEmpty();
    }

    @Test
    void longListsGoOn() throws IOException {
        var page = PartList.parse(
                "<ListPartsResult><NextPartNumberMarker>1000</NextPartNumberMarker><IsTruncated>true</IsTruncated>"
                        + PART.formatted(1000, "a", 1) + "</ListPartsResult>");

        assertThat(page.next()).contains("1000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<Error><Code>NoSuchUpload</Code></Error>",
                "<ListPartsResult><Part><PartNumber>one</PartNumber></Part></ListPartsResult>",
                "<ListPartsResult><Part><Size>1</Size></Part></ListPartsResult>",
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><ListPartsResult>&e;</ListPartsResult>"
            })
    void anythingElseIsAFailure(String answer) {
        assertThatThrownBy(() -> PartList.parse(answer)).isInstanceOf(IOException.class);
    }
}
