using System.Text;
using Ward.City.Imports;
using Ward.City.Merging;
using Ward.City.Reading;
using Ward.Standards.Yaml;

namespace Ward.City.Tests.Merging;

/// <summary>A small city of one's own, and files of other tools merged into it.</summary>
internal static class Cities
{
    internal static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    internal const string Text = """
        id: c
        name: C
        zones:
          - {id: internet, name: Internet, kind: external}
          - {id: dmz, name: Public, kind: perimeter, networks: [10.20.0.0/24]}
          - {id: ops, name: Field, kind: operations, networks: [10.50.0.0/24]}
        assets:
          - {id: web, name: Portal, zone: dmz, kind: server, addresses: [10.20.0.20], names: [web.city.example], listens: [https]}
          - {id: plc, name: Signals, zone: ops, kind: controller, addresses: [10.50.0.10], listens: [modbus], vendor: Acme, model: SC-100, version: 1.3.0, serial: S-1}
        services:
          - {id: signals, name: Traffic signals, citizens: 90000, needs: [plc], impact: {safety: 2, money: 500, trust: 7}, fallback: police}
        flows:
          - {id: in, from: internet, to: web, port: https, neededBy: [signals], perDay: 10}
          - {id: set, from: web, to: plc, port: modbus}
        exposures:
          - {id: old, asset: web, kind: vulnerability, port: https, technique: T1190, probability: 0.2, hours: 4, gains: user, reference: CVE-2021-44228}
        protected: {networks: [10.20.0.1/32]}
        """;

    internal static CityModel Own { get; } = Read(Text);

    internal static Provenance From { get; } = new(MergePolicy.City, "city.yaml", Now.AddDays(-9));

    internal static CityModel Read(string text) => CityReader.Read("city.yaml", text) is CityReading.Read read ? read.City : throw new InvalidOperationException(string.Join('\n', ((CityReading.Refused)CityReader.Read("city.yaml", text)).Problems));

    internal static CityDelta Delta(ImportFormat format, string text, params (string From, string To)[] map)
    {
        var problems = new ProblemList("in");
        var delta = CityImport.Read(format, Encoding.UTF8.GetBytes(text), new ImportSettings(null, "in", Now, map.ToDictionary(m => m.From, m => m.To, StringComparer.Ordinal)), problems);
        Assert.Empty(problems.Sorted());
        return delta!;
    }

    internal static MergedCity.Merged Merge(params CityDelta[] deltas) => Merge(MergePolicy.Default, deltas);

    internal static MergedCity.Merged Merge(MergePolicy policy, params CityDelta[] deltas)
    {
        var merged = CityMerge.Of(Own, From, deltas, policy);
        if (merged is MergedCity.Refused refused) Assert.Fail(string.Join('\n', refused.Problems) + "\n" + refused.Text);
        return (MergedCity.Merged)merged;
    }
}
