package org.hotline12345.assessment.bulletin;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hotline12345.assessment.bulletin.BulletinStore.InstructionView;
import org.hotline12345.assessment.bulletin.BulletinStore.Receipt;
import org.hotline12345.assessment.bulletin.BulletinStore.Summary;
import org.hotline12345.assessment.bulletin.model.BulletinDocument;
import org.hotline12345.assessment.bulletin.model.Content;
import org.hotline12345.assessment.bulletin.model.IssueNumber;
import org.hotline12345.assessment.bulletin.model.Kind;
import org.hotline12345.assessment.bulletin.model.Section;
import org.hotline12345.assessment.bulletin.model.State;
import org.hotline12345.assessment.bulletin.model.Subject;
import org.hotline12345.assessment.period.Wording;
import org.hotline12345.assessment.period.Wording.PeriodView;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.office.UnitInfo;
import org.hotline12345.chassis.time.ShanghaiTime;

/** Bulletins as the caller sees them. */
@ApplicationScoped
class BulletinViews {
    private static final BulletinJson.OfSubject SUBJECT = new BulletinJson.OfSubject();

    private final Bulletins bulletins;
    private final OfficeCopy office;
    private final Caller caller;

    BulletinViews(Bulletins bulletins, OfficeCopy office, Caller caller) {
        this.bulletins = bulletins;
        this.office = office;
        this.caller = caller;
    }

    public record ReceiptView(String unit, String name, String note, String by, OffsetDateTime at) {}

    /**
     * Receipts.
     *
     * @param items Receipts that the caller may see.
     * @param outstanding Recipients that did not take note; to the office only.
     */
    public record Receipts(int expected, int received, List<ReceiptView> items, List<String> outstanding) {}

    /** A bulletin in a list. */
    public record SummaryView(
            UUID bulletinId,
            Kind kind,
            PeriodView period,
            Subject subject,
            String title,
            State state,
            String number,
            OffsetDateTime draftedAt,
            OffsetDateTime issuedAt,
            List<String> allowed) {}

    /**
     * A bulletin.
     *
     * @param document How it is printed, in the caller's language.
     */
    public record BulletinView(
            UUID bulletinId,
            Kind kind,
            PeriodView period,
            Subject subject,
            State state,
            String number,
            String title,
            String addressees,
            List<String> recipients,
            Map<Section, List<String>> paragraphs,
            OffsetDateTime figuresAt,
            Content content,
            BulletinDocument document,
            String draftedBy,
            OffsetDateTime draftedAt,
            String editedBy,
            OffsetDateTime editedAt,
            String issuedBy,
            OffsetDateTime issuedAt,
            Receipts receipts,
            List<InstructionView> instructions,
            List<String> allowed) {}

    /**
     * A bulletin with what was added to it.
     *
     * @param units Whose receipts are shown; null: of all, and who is outstanding.
     */
    BulletinView of(
            Bulletin bulletin,
            List<Receipt> receipts,
            List<InstructionView> instructions,
            Collection<String> units,
            Language language) {
        return new BulletinView(
                bulletin.id(),
                bulletin.kind,
                Wording.period(bulletins.periodOf(bulletin)),
                bulletin.subject,
                bulletin.state(),
                number(bulletin.number()),
                bulletin.title,
                bulletin.addressees,
                bulletin.recipients(),
                bulletin.paragraphs,
                ShanghaiTime.of(bulletin.figuresAt()),
                bulletin.content,
                bulletins.document(bulletin, language),
                bulletin.madeBy(),
                Bulletin.shown(bulletin.madeAt()),
                bulletin.editedBy,
                Bulletin.shown(bulletin.editedAt),
                bulletin.issuedBy,
                Bulletin.shown(bulletin.issuedAt),
                receipts(bulletin, receipts, units),
                instructions,
                Bulletin.STEPS.allowed(bulletin.state(), caller));
    }

    private Receipts receipts(Bulletin bulletin, List<Receipt> receipts, Collection<String> units) {
        var received = receipts.stream().map(Receipt::unit).collect(Collectors.toSet());
        return new Receipts(
                bulletin.state() == State.DRAFT ? 0 : bulletin.recipients().size(),
                receipts.size(),
                receipts.stream()
                        .filter(receipt -> units == null || units.contains(receipt.unit()))
                        .map(this::of)
                        .toList(),
                units != null || bulletin.state() == State.DRAFT
                        ? List.of()
                        : bulletin.recipients().stream()
                                .filter(unit -> !received.contains(unit))
                                .toList());
    }

    ReceiptView of(Receipt receipt) {
        return new ReceiptView(
                receipt.unit(),
                office.unit(receipt.unit()).map(UnitInfo::name).orElse(receipt.unit()),
                receipt.note(),
                receipt.by(),
                receipt.at());
    }

    SummaryView of(Summary summary) {
        return new SummaryView(
                summary.id(),
                summary.kind(),
                Wording.period(bulletins.periodOf(summary.period())),
                SUBJECT.convertToEntityAttribute(summary.subject()),
                summary.title(),
                summary.state(),
                summary.issueYear() == null
                        ? null
                        : number(new IssueNumber(summary.issueYear(), summary.issueNumber())),
                summary.draftedAt(),
                summary.issuedAt(),
                Bulletin.STEPS.allowed(summary.state(), caller));
    }

    private static String number(IssueNumber number) {
        return number == null ? null : number.text().zh();
    }
}
