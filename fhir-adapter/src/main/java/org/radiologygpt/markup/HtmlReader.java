package org.radiologygpt.markup;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;

/** Walks a page as jsoup reads it, and writes what a browser without style sheets would show. */
final class HtmlReader implements NodeFilter {
    private static final Set<String> UNSEEN =
            Set.of("head", "script", "style", "template", "datalist", "object", "svg");
    /** Elements that stand on lines of their own. */
    private static final Set<String> BLOCKS = Set.of(
            "address",
            "article",
            "aside",
            "body",
            "caption",
            "center",
            "dd",
            "details",
            "dir",
            "div",
            "dl",
            "dt",
            "fieldset",
            "figcaption",
            "figure",
            "footer",
            "form",
            "header",
            "legend",
            "li",
            "main",
            "menu",
            "nav",
            "ol",
            "option",
            "section",
            "summary",
            "table",
            "ul");
    /** Blocks with a blank line around them. */
    private static final Set<String> PARAGRAPHS =
            Set.of("p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote", "hr", "listing", "xmp");

    private static final Set<String> LISTS = Set.of("ol", "ul", "menu", "dir");
    private static final Set<String> PREFORMATTED = Set.of("pre", "textarea", "listing", "xmp", "plaintext");
    private static final Pattern HIDDEN_STYLE =
            Pattern.compile("(?i)(?:^|;)\\s*(?:display\\s*:\\s*none|visibility\\s*:\\s*hidden)\\b");
    private static final Pattern PRESERVED_STYLE =
            Pattern.compile("(?i)(?:^|;)\\s*white-space\\s*:\\s*(?:pre|break-spaces)");

    private final FlowingLines lines = new FlowingLines();
    private final Deque<HtmlList> lists = new ArrayDeque<>();
    private int preformatted;

    private HtmlReader() {}

    static String text(String html) {
        HtmlReader reader = new HtmlReader();
        try {
            NodeTraversor.filter(reader, Jsoup.parse(html));
        } catch (IllegalArgumentException | StackOverflowError e) {
            throw new MarkupException("the page's elements cannot be read");
        }
        return reader.lines.text();
    }

    @Override
    public FilterResult head(Node node, int depth) {
        if (node instanceof TextNode text) {
            words(text.getWholeText());
        } else if (node instanceof Element element) {
            if (unseen(element)) {
                return FilterResult.SKIP_CHILDREN;
            }
            begin(element, element.normalName());
        }
        return FilterResult.CONTINUE;
    }

    @Override
    public FilterResult tail(Node node, int depth) {
        if (node instanceof Element element && !unseen(element)) {
            end(element, element.normalName());
        }
        return FilterResult.CONTINUE;
    }

    private void words(String text) {
        if (preformatted > 0) {
            lines.preserved(text);
        } else {
            lines.flowing(text);
        }
    }

    private static boolean unseen(Element element) {
        return UNSEEN.contains(element.normalName())
                || element.hasAttr("hidden")
                || HIDDEN_STYLE.matcher(element.attr("style")).find();
    }

    private void begin(Element element, String name) {
        boundary(name);
        if (LISTS.contains(name)) {
            lists.push(HtmlList.of(element));
        } else if (name.equals("li")) {
            lines.mark(lists.isEmpty() ? "- " : lists.peek().mark(element), lists.size());
        } else if (cell(name)) {
            lines.cell(element.previousElementSibling() != null);
        } else if (name.equals("br")) {
            lines.lineBreak();
        }
        preformatted += preserves(element, name) ? 1 : 0;
    }

    private void end(Element element, String name) {
        preformatted -= preserves(element, name) ? 1 : 0;
        if (LISTS.contains(name)) {
            lists.pop();
        } else if (name.equals("img")) {
            lines.flowing(" ");
        }
        boundary(name);
    }

    private void boundary(String name) {
        if (PARAGRAPHS.contains(name)) {
            lines.paragraph();
        } else if (name.equals("tr")) {
            lines.row();
        } else if (BLOCKS.contains(name)) {
            lines.block();
        }
    }

    private static boolean cell(String name) {
        return name.equals("td") || name.equals("th");
    }

    private static boolean preserves(Element element, String name) {
        return PREFORMATTED.contains(name)
                || element.hasAttr("style")
                        && PRESERVED_STYLE
                                .matcher(element.attr("style").toLowerCase(Locale.ROOT))
                                .find();
    }
}
