using System.Globalization;
using System.Text;
using System.Xml;
using Ward.Detect.Testing;
using Ward.Standards.Yaml;

namespace Ward.Cli.Shown;

/// <summary>Results of tests in the form of JUnit's Ant task, as build servers read it: a suite a file, a case a test, a file that was refused as an error.</summary>
internal static class JUnitReport
{
    public static void Write(string path, IReadOnlyList<RuleTestRun> runs, IReadOnlyList<Problem> problems)
    {
        using var xml = XmlWriter.Create(path, new XmlWriterSettings { Indent = true, Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), NewLineChars = "\n" });
        xml.WriteStartElement("testsuites");
        xml.WriteAttributeString("name", "ward rules test");
        Counts(xml, runs.Sum(r => r.Results.Count) + problems.Count, runs.Sum(r => r.Results.Count(t => !t.Passed)), problems.Count);
        foreach (var run in runs)
        {
            xml.WriteStartElement("testsuite");
            xml.WriteAttributeString("name", Printable.Of(run.Subject.Header.Title));
            xml.WriteAttributeString("file", Printable.Of(run.File.File));
            Counts(xml, run.Results.Count, run.Results.Count(t => !t.Passed), 0);
            foreach (var result in run.Results) Case(xml, run, result);
            xml.WriteEndElement();
        }

        foreach (var file in problems.GroupBy(p => p.File))
        {
            xml.WriteStartElement("testsuite");
            xml.WriteAttributeString("name", Printable.Of(file.Key));
            Counts(xml, file.Count(), 0, file.Count());
            foreach (var problem in file)
            {
                xml.WriteStartElement("testcase");
                xml.WriteAttributeString("classname", Printable.Of(file.Key));
                xml.WriteAttributeString("name", $"line {problem.Line.ToString(CultureInfo.InvariantCulture)} can be read");
                xml.WriteStartElement("error");
                xml.WriteAttributeString("message", Printable.Of(problem.ToString()));
                xml.WriteEndElement();
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Case(XmlWriter xml, RuleTestRun run, RuleTestResult result)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", Printable.Of(run.Subject.Header.Key));
        xml.WriteAttributeString("name", Printable.Of(result.Test.Name));
        xml.WriteAttributeString("file", Printable.Of(run.File.File));
        xml.WriteAttributeString("line", result.Test.Line.ToString(CultureInfo.InvariantCulture));
        if (!result.Passed)
        {
            xml.WriteStartElement("failure");
            xml.WriteAttributeString("message", $"expected {result.Test.Expect}, found {result.Found}");
            xml.WriteString(RuleTestShown.Why(result));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Counts(XmlWriter xml, int tests, int failures, int errors)
    {
        xml.WriteAttributeString("tests", tests.ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("failures", failures.ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("errors", errors.ToString(CultureInfo.InvariantCulture));
    }
}
