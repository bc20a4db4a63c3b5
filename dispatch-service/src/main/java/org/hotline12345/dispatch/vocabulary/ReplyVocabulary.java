package org.hotline12345.dispatch.vocabulary;

import static org.hotline12345.chassis.vocabulary.model.Section.characters;
import static org.hotline12345.chassis.vocabulary.model.Section.expression;
import static org.hotline12345.chassis.vocabulary.model.Section.phrases;
import static org.hotline12345.chassis.vocabulary.model.Section.words;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.hotline12345.chassis.database.WorkerThreads;
import org.hotline12345.chassis.language.Text;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.office.UnitInfo;
import org.hotline12345.chassis.vocabulary.Vocabulary;
import org.hotline12345.chassis.vocabulary.model.Section;
import org.hotline12345.chassis.vocabulary.model.Trial;
import org.hotline12345.dispatch.phrases.PhraseFiles;
import org.hotline12345.dispatch.reply.model.ReplyCheck;
import org.hotline12345.dispatch.reply.model.ReplyDraft;
import org.hotline12345.dispatch.reply.model.Wording;
import org.hotline12345.dispatch.vocabulary.RecentTextQueries.ReplyText;

/** Phrases by which replies of units are read 答复用语: stock phrases, and what says who did what when. */
@Singleton
public class ReplyVocabulary extends Vocabulary<Wording> {
    private static final List<Section> SECTIONS = List.of(
            phrases("stock", "套话：本身没有内容", "Stock phrases, which say nothing by themselves"),
            phrases("done", "做了什么、查明了什么", "Something was done or found out"),
            phrases("answer", "适用什么、市民可以怎么办", "What applies, or what the citizen can do"),
            phrases("self", "单位自称和执法人员", "The unit that speaks of itself, and people in uniform"),
            phrases("office", "机关名称的结尾", "Offices by the end of their names"),
            words("nobody", "不指具体单位的修饰语", "What stands before the end of a name that names nobody", 1),
            expression("acts", "办理主体之后的动作", "What follows the name of somebody who acted"),
            phrases("time", "时间", "A time of something done or to be done"),
            phrases("basis", "写明名称的依据", "A basis by its name"),
            phrases("vague-basis", "没有写明名称的依据", "A basis that names nothing"),
            phrases("contact", "可以联系谁", "Somebody to ask"),
            phrases("open", "尚未办结", "Something is still to come"),
            phrases("finished", "已经办结", "It is finished"),
            phrases("established", "反映的情况属实", "What was reported is so"),
            phrases("quoted", "引用的话", "What somebody else said"),
            phrases("not-established", "反映的情况不属实", "What was reported is not so"),
            characters("denial", "表示否定的字", "Characters that turn a finding round"),
            phrases("route", "法定途径", "A legal way"),
            phrases("reached", "联系上了市民", "The citizen was spoken to"),
            phrases("attempts", "联系了几次、何时", "How often or when somebody was called"),
            expression("salutation", "称呼", "The salutation"),
            phrases("letter-date", "落款日期", "The date under a letter"),
            phrases("courtesy", "客套话", "Courtesies"),
            characters("joining", "连接词语的字", "Characters that join words"),
            words("everywhere", "人人都写的词语", "Words of every letter and every answer", 2));

    private final RecentTextQueries recent;
    private final OfficeCopy office;
    private final Vertx vertx;

    ReplyVocabulary(PhraseFiles files, RecentTextQueries recent, OfficeCopy office, Vertx vertx) {
        super(
                "reply-wording",
                new Text("答复用语", "Wording of replies"),
                SECTIONS,
                files.document("reply-wording.v" + ReplyCheck.RULES));
        this.recent = recent;
        this.office = office;
        this.vertx = vertx;
    }

    @Override
    protected Wording compile(Map<String, List<String>> sections, int version) {
        return new Wording(sections, version);
    }

    @Override
    protected Uni<Trial> compare(Wording inForce, Wording tried, int most, List<String> hiddenFrom) {
        return recent.replies(most, hiddenFrom)
                .chain(replies -> WorkerThreads.run(vertx, () -> {
                    var tally = new Trial.Tally();
                    for (ReplyText reply : replies) {
                        var draft = draft(reply);
                        tally.add(reply.source(), raised(inForce, draft), raised(tried, draft));
                    }
                    return tally.trial();
                }));
    }

    private ReplyDraft draft(ReplyText reply) {
        return new ReplyDraft(
                reply.disposition(),
                reply.type(),
                reply.question(),
                reply.text(),
                reply.basis(),
                reply.contacted(),
                reply.reviewDate(),
                office.unit(reply.unit()).map(UnitInfo::name).orElse(null));
    }

    private static List<Trial.RaisedFlag> raised(Wording wording, ReplyDraft draft) {
        return ReplyCheck.check(wording, draft, List.of()).flags().stream()
                .map(flag -> new Trial.RaisedFlag(
                        flag.code().name(),
                        flag.words().stream().map(found -> found.words()).toList()))
                .toList();
    }
}
