package org.hotline12345.desk.citizen;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.RequestScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hotline12345.desk.citizen.CitizenServices.Answer;
import org.hotline12345.desk.citizen.FileLimits.Limits;
import org.hotline12345.desk.citizen.SentForm.NewFile;

/**
 * Files that come with a citizen's form. Each is given to intake first; those that it took stand in the form by their ids, so that they
 * need not be sent again when something else of the form is refused.
 */
@RequestScoped
class CitizenFiles {
    /** The field of those that intake has taken; one that is not ticked any more is left out. */
    static final String TAKEN = "taken";

    private static final int KIBIBYTE = 1 << 10;
    private static final int TOO_LARGE = 413;
    private static final int WRONG_TYPE = 415;
    private static final int INFECTED = 422;
    private static final int EMPTY = 400;

    private final CitizenServices services;
    private final FileLimits limits;
    private final Visit visit;

    CitizenFiles(CitizenServices services, FileLimits limits, Visit visit) {
        this.services = services;
        this.limits = limits;
        this.visit = visit;
    }

    /** A file that intake has taken, as it stands in the form. */
    record Taken(String id, long size, String name) {
        private static final Pattern FIELD = Pattern.compile("([0-9a-f-]{36}) (\\d{1,12}) (.{1,300})");

        static Optional<Taken> of(String field) {
            var found = FIELD.matcher(field);
            return found.matches()
                    ? Optional.of(new Taken(found.group(1), Long.parseLong(found.group(2)), found.group(3)))
                    : Optional.empty();
        }

        String field() {
            return id + " " + size + " " + name;
        }

        String shown() {
            return name + " · " + Math.max(1, size / KIBIBYTE) + " KB";
        }
    }

    /** What there is of files in a form: those that intake has, and in words what is wrong with others. */
    record Files(List<Taken> taken, List<String> wrong) {
        static final Files NONE = new Files(List.of(), List.of());

        List<String> ids() {
            return taken.stream().map(Taken::id).toList();
        }
    }

    /** Those that the form has from before. */
    private static List<Taken> taken(SentForm form) {
        return form.fields().getOrDefault(TAKEN, List.of()).stream()
                .map(Taken::of)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Where nothing was given to intake: those from before, and that the new ones are to be chosen again. */
    Files unsent(SentForm form) {
        return new Files(taken(form), form.files().isEmpty() ? List.of() : List.of(visit.text("fileAgain")));
    }

    /** Those that intake still has, where it said of some that it has them no longer: nobody sent the form for too long. */
    Files left(Files files, Map<String, String> wrong) {
        var left = new ArrayList<Taken>();
        var gone = new ArrayList<String>();
        for (int i = 0; i < files.taken().size(); i++) {
            Taken file = files.taken().get(i);
            if (wrong.containsKey("attachments[" + i + "]")) {
                gone.add(visit.text("fileGone").replace("{name}", file.name()));
            } else {
                left.add(file);
            }
        }
        return new Files(left, gone);
    }

    /** Gives the new ones to intake, one after the other. */
    Uni<Files> send(SentForm form) {
        var before = taken(form);
        return form.files().isEmpty()
                ? Uni.createFrom().item(new Files(before, List.of()))
                : limits.now().chain(most -> send(form.files(), before, most));
    }

    private Uni<Files> send(List<NewFile> files, List<Taken> before, Limits most) {
        var taken = new ArrayList<>(before);
        var wrong = new ArrayList<String>();
        return Multi.createFrom()
                .iterable(files)
                .onItem()
                .transformToUniAndConcatenate(file -> {
                    String refusal = refusal(file, taken.size(), most);
                    if (refusal != null) {
                        wrong.add(refusal);
                        return Uni.createFrom().voidItem();
                    }
                    return services.file(file, visit.asker(null))
                            .invoke(answer -> {
                                if (answer.isGood()) {
                                    taken.add(new Taken(
                                            answer.body().path("attachmentId").asText(),
                                            file.size(),
                                            answer.body().path("name").asText()));
                                } else {
                                    wrong.add(refusal(file, answer, most));
                                }
                            })
                            .replaceWithVoid();
                })
                .collect()
                .last()
                .map(done -> new Files(List.copyOf(taken), List.copyOf(wrong)));
    }

    /** What is to be shown of files in a form; nothing while it is not known what may be sent. */
    Uni<Map<String, Object>> field(Files files) {
        return limits.now()
                .map(most -> most.most() == 0
                        ? Map.of()
                        : Map.of(
                                "taken",
                                files.taken().stream()
                                        .map(file -> Map.of("field", file.field(), "shown", file.shown()))
                                        .toList(),
                                "wrong",
                                files.wrong(),
                                "most",
                                most.most(),
                                "size",
                                most.size(),
                                "megabytes",
                                most.megabytes(),
                                "types",
                                most.names(),
                                "endings",
                                most.endings(),
                                "hint",
                                words("filesHint", "", most)));
    }

    private String refusal(NewFile file, int before, Limits most) {
        if (before >= most.most()) {
            return words("fileMany", file.name(), most);
        }
        return file.size() > most.size() ? words("fileLarge", file.name(), most) : null;
    }

    private String refusal(NewFile file, Answer answer, Limits most) {
        return words(
                switch (answer.status()) {
                    case TOO_LARGE -> "fileLarge";
                    case WRONG_TYPE -> "fileType";
                    case INFECTED -> "fileInfected";
                    case EMPTY -> "fileEmpty";
                    default -> "fileAway";
                },
                file.name(),
                most);
    }

    private String words(String key, String name, Limits most) {
        return visit.text(key)
                .replace("{most}", Integer.toString(most.most()))
                .replace("{size}", Long.toString(most.megabytes()))
                .replace("{types}", most.names())
                .replace("{name}", name);
    }
}
