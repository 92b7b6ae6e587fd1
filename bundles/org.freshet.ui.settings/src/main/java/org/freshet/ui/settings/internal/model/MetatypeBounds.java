package org.freshet.ui.settings.internal.model;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * The least and the most of attributes, read from Metatype documents: the Metatype service can tell whether a value is within them but
 * not what they are, and "between 1 and 65535" helps where "invalid" does not.
 */
public final class MetatypeBounds {

    /** Limits of one attribute. */
    record Bounds(Optional<String> least, Optional<String> most) {
        static final Bounds NONE = new Bounds(Optional.empty(), Optional.empty());
    }

    private final Map<String, Bounds> bounds = new HashMap<>();

    /** Adds the attributes of one document. */
    public void read(URL document) throws IOException {
        try (InputStream in = document.openStream()) {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            // A plugin's document, so none that makes us read other files.
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler()); // throws as the usual one does, but does not print
            NodeList classes = builder.parse(in).getElementsByTagName("OCD");
            for (int i = 0; i < classes.getLength(); i++) {
                Element type = (Element) classes.item(i);
                NodeList attributes = type.getElementsByTagName("AD");
                for (int j = 0; j < attributes.getLength(); j++) {
                    Element attribute = (Element) attributes.item(j);
                    bounds.put(key(type.getAttribute("id"), attribute.getAttribute("id")),
                            new Bounds(value(attribute, "min"), value(attribute, "max")));
                }
            }
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("the Metatype document " + document + " cannot be read: " + e.getMessage(), e);
        }
    }

    Bounds of(String type, String attribute) {
        return bounds.getOrDefault(key(type, attribute), Bounds.NONE);
    }

    private static String key(String type, String attribute) {
        return type + "\n" + attribute;
    }

    private static Optional<String> value(Element attribute, String name) {
        String value = attribute.getAttribute(name).strip();
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }
}
