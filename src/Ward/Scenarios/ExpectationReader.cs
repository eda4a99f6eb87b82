using Ward.City;
using Ward.City.Reading;
using Ward.Configuration;
using Ward.Detect;
using Ward.Standards.Yaml;

namespace Ward.Scenarios;

internal static class ExpectationReader
{
    private static readonly Dictionary<string, Severity> Severities = new(StringComparer.Ordinal)
    {
        ["informational"] = Severity.Informational,
        ["low"] = Severity.Low,
        ["medium"] = Severity.Medium,
        ["high"] = Severity.High,
        ["critical"] = Severity.Critical,
    };

    private static readonly Dictionary<string, ExpectedStage> Stages = new(StringComparer.Ordinal)
    {
        ["prescribed"] = ExpectedStage.Prescribed,
        ["offered"] = ExpectedStage.Offered,
        ["in-force"] = ExpectedStage.InForce,
    };

    public static Expectation Read(YamlFields root)
    {
        var incidents = root["incidents"].Mappings("a list of incidents").Select(ReadIncident).ToList();
        var measures = root["measures"].Mappings("a list of measures").Select(ReadMeasure).ToList();
        var most = root["atMost"].MappingOrNull();
        var expect = new Expectation(
            incidents,
            Limit(most, "incidents"),
            measures,
            Limit(most, "actions"),
            Limit(most, "plans"),
            [.. root["untouched"].Items("a list of IP addresses").Select(Addresses.Address)]);
        most?.Close();
        return expect;
    }

    private static ExpectedIncident ReadIncident(YamlFields fields)
    {
        var incident = new ExpectedIncident(
            fields["title"].TextOrNull(),
            fields["severity"].IsAbsent ? Severity.Informational : fields["severity"].Choice(Severities, "a severity"),
            [.. fields["techniques"].Items("a list of ATT&CK ids").Select(t => t.Text())],
            [.. fields["entities"].Items("a list of addresses, assets and logins").Select(e => e.Text())]);
        fields.Close();
        return incident;
    }

    private static ExpectedMeasure ReadMeasure(YamlFields fields)
    {
        var element = fields["element"].TextOrNull("the id of an element");
        var measure = new ExpectedMeasure(
            fields["class"].Choice(MandateReader.Actions, "an action"),
            fields["target"].Text("an address, flow, account or asset"),
            element is null ? null : new ElementId(element),
            fields["stage"].Choice(Stages, "a stage"));
        fields.Close();
        return measure;
    }

    private static int? Limit(YamlFields? fields, string name) =>
        fields is null || fields[name].IsAbsent ? null : (int)fields[name].Whole(0, 1_000_000);
}
