using System.Globalization;
using Ward.City.Merging;
using Ward.Standards.Otm;

namespace Ward.City.Imports;

/// <summary>Trust zones as zones, components as assets, data flows as flows of any port.</summary>
internal static class OtmImport
{
    /// <summary>A zone that is trusted no more than this is not the city's own.</summary>
    private const double External = 10;

    public static CityDelta Of(OtmModel model, ImportSettings settings)
    {
        var from = settings.From(ImportFormat.Otm);
        List<CityRecord> records = [.. model.Zones.Select(z => new RecordBuilder(CityPart.Zone, z.Id, from).With("name", z.Name).With("kind", z.Trust <= External ? "external" : null).Build())];
        records.AddRange(model.Components.Select(c => new RecordBuilder(CityPart.Asset, c.Id, from).With("id", c.Id).With("name", c.Name).With("zone", c.Zone).With("kind", TechnologyTable.Kind([c.Type, .. c.Tags], "")).Build()));
        foreach (var flow in model.Flows)
        {
            records.Add(Flow(flow, flow.Source, flow.Destination, ""));
            if (flow.Bidirectional) records.Add(Flow(flow, flow.Destination, flow.Source, " back"));
        }

        return new CityDelta(from.Source, "otm", settings.File, from.Time, [.. records.DistinctBy(r => (r.Part, r.Key))],
            [string.Create(CultureInfo.InvariantCulture, $"{model.Name}: {model.Threats} threats and {model.Mitigations} mitigations have no place in the city and are left out")]);

        CityRecord Flow(OtmFlow flow, string source, string destination, string way) =>
            new RecordBuilder(CityPart.Flow, flow.Id + way, from).With("from", [source]).With("to", [destination]).With("protocol", "tcp").With("port", "0").Build();
    }
}
