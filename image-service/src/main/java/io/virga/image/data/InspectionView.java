package io.virga.image.data;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.virga.image.data.InspectedImages.Inspected;
import io.virga.image.inspect.Finding;
import io.virga.image.inspect.Inspection.Report;
import io.virga.image.inspect.Verdict;
import java.util.List;
import java.util.Map;

/// What the inspection of an image has found: each signature that matched, with what was looked for and what it says of
/// itself, and whether the bytes are what they are declared to be. `reason` is why not.
record InspectionView(
        @JsonProperty("image_id") String imageId,
        @JsonProperty("disk_format") String diskFormat,
        @JsonProperty("is_ova") boolean isOva,
        boolean accepted,
        String reason,
        @JsonProperty("virtual_size") Long virtualSize,
        List<Found> findings) {

    record Found(
            String format,
            @JsonProperty("virtual_size") long virtualSize,
            Map<String, Object> facts,
            List<Checked> checks) {}

    record Checked(String objection, boolean holds) {}

    static InspectionView of(Inspected image, Report report) {
        var size = report.verdict() instanceof Verdict.Proved(var proved) ? proved : null;
        var reason = report.verdict() instanceof Verdict.Refused(var why) ? why : null;
        return new InspectionView(
                image.id(),
                image.declared().disk().word(),
                image.declared().isOva(),
                reason == null,
                reason,
                size,
                report.findings().stream().map(InspectionView::found).toList());
    }

    private static Found found(Finding finding) {
        var checks = finding.checks().stream()
                .map(check -> new Checked(check.objection(), check.holds()))
                .toList();
        return new Found(finding.format(), finding.virtualSize(), finding.facts(), checks);
    }
}
