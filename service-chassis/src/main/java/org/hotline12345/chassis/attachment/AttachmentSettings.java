package org.hotline12345.chassis.attachment;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.hotline12345.chassis.attachment.model.FileType;

/** Where files are kept, and which are taken. The largest is said by {@code hotline.http.max-upload}. */
@ConfigMapping(prefix = "hotline.attachments")
public interface AttachmentSettings {
    /** Kinds of stores. */
    enum StoreKind {
        FOLDER,
        S3
    }

    @WithDefault("folder")
    StoreKind store();

    /** Each service has a folder of its own below this one; files on their way are gathered in it too. */
    @WithDefault("attachments")
    String folder();

    /** The most files that come with one command. */
    @WithDefault("10")
    int most();

    /** The largest file that the public sends, in bytes. */
    @WithDefault("20971520")
    long publicMaxUpload();

    /** The most files that one address of the public sends in an hour. */
    @WithDefault("40")
    int publicUploadsPerHour();

    /** How much of the public's files may wait for a case, in bytes; more is refused until some were bound or swept. */
    @WithDefault("5368709120")
    long publicUnbound();

    @WithDefault("JPEG,PNG,PDF,MP3,M4A,AMR,WAV,MP4,DOCX,XLSX,PPTX,OFD")
    Set<FileType> types();

    /** How many are taken in at once of those who are signed in; more are refused with 503. */
    @WithDefault("32")
    int uploadsAtOnce();

    /** The same of the public. */
    @WithDefault("16")
    int publicUploadsAtOnce();

    /** After how long a file that no command named is swept. */
    @WithDefault("24H")
    Duration unboundFor();

    /** The same of a file that the public sent. */
    @WithDefault("2H")
    Duration publicUnboundFor();

    /** Host and port of clamd; absent: files are not looked through. */
    Optional<String> clamd();

    /** How long the scanner may take for one. */
    @WithDefault("60S")
    Duration scanWithin();

    S3 s3();

    /** A store that speaks the protocol of S3. */
    interface S3 {
        /** Absent: Amazon's own. */
        Optional<URI> endpoint();

        @WithDefault("us-east-1")
        String region();

        @WithDefault("hotline")
        String bucket();

        Optional<String> accessKey();

        Optional<String> secretKey();

        /** Whether the bucket stands in the path and not before the host. */
        @WithDefault("true")
        boolean pathStyle();
    }
}
