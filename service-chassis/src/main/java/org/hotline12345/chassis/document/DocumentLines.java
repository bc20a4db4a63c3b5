package org.hotline12345.chassis.document;

import java.io.StringReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** In which line of a YAML document each field stands, from 1. */
final class DocumentLines {
    private final Map<String, Integer> lines = new HashMap<>();
    private final Map<String, Integer> repeated = new TreeMap<>();

    private DocumentLines() {}

    /**
     * The lines of a document.
     *
     * @throws org.yaml.snakeyaml.error.YAMLException if it is no YAML
     */
    static DocumentLines of(String document) {
        var options = new LoaderOptions();
        options.setMaxAliasesForCollections(0);
        var found = new DocumentLines();
        Node root = new Yaml(new SafeConstructor(options)).compose(new StringReader(document));
        if (root != null) {
            found.visit("", root);
        }
        return found;
    }

    /** The line of a field such as {@code deadlines.REPLY.terms[0].within}; of one that is missing the line of what should hold it. */
    int lineOf(String field) {
        String path = field;
        while (!path.isEmpty()) {
            Integer line = lines.get(path);
            if (line != null) {
                return line;
            }
            path = path.substring(0, Math.max(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('['))));
        }
        return 1;
    }

    /** The fields that stand there a second time, with the line of the second. */
    Map<String, Integer> repeated() {
        return repeated;
    }

    private void visit(String path, Node node) {
        if (node instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                if (entry.getKeyNode() instanceof ScalarNode key) {
                    String field = path.isEmpty() ? key.getValue() : path + "." + key.getValue();
                    int line = key.getStartMark().getLine() + 1;
                    if (lines.put(field, line) != null) {
                        repeated.put(field, line);
                    }
                    visit(field, entry.getValueNode());
                }
            }
        } else if (node instanceof SequenceNode sequence) {
            List<Node> items = sequence.getValue();
            for (int i = 0; i < items.size(); i++) {
                String field = path + "[" + i + "]";
                lines.put(field, items.get(i).getStartMark().getLine() + 1);
                visit(field, items.get(i));
            }
        }
    }
}
