using Ward.City;
using Ward.City.Reading;

namespace Ward.Govern.Tests.ThreatModel;

/// <summary>A small city: payments at the edge, a water controller that speaks in the open, an operator's desk.</summary>
internal static class Cities
{
    public const string Text = """
        id: town
        name: Town
        zones:
          - {id: net, kind: external}
          - {id: dmz, kind: perimeter, networks: [10.20.0.0/24]}
          - {id: office, kind: office, networks: [10.30.0.0/24]}
          - {id: ops, kind: operations, networks: [10.50.0.0/24]}
        assets:
          - {id: pay, name: Payments, zone: dmz, kind: server, addresses: [10.20.0.20], listens: [https]}
          - {id: store, name: Store, zone: dmz, kind: server, addresses: [10.20.0.21], listens: [postgres]}
          - {id: desk, name: Desk, zone: office, kind: workstation, addresses: [10.30.0.5]}
          - {id: water, name: Water works, zone: ops, kind: controller, addresses: [10.50.0.30], listens: [modbus]}
          - {id: fw, name: Firewall, zone: dmz, kind: firewall, addresses: [10.20.0.1]}
        services:
          - {id: drinking, name: Drinking water, needs: [water], citizens: 1000, impact: {safety: 2, money: 90000, trust: 10}, floor: 1, tolerated: 0.01}
          - {id: paying, name: Paying, needs: [{anyOf: [pay, store], atLeast: 1}], citizens: 1000, impact: {money: 100, trust: 1}, floor: 0, tolerated: 0.05}
        accounts:
          - {id: operator, login: op, grants: {water: administrator}, keptOn: [desk]}
          - {id: payer, login: pay, grants: {pay: administrator, store: administrator}, secondFactor: true}
        flows:
          - {id: citizens, from: net, to: pay, port: https}
          - {id: control, from: desk, to: water, port: modbus, neededBy: [drinking]}
          - {id: books, from: pay, to: store, port: postgres}
        exposures:
          - {id: open-modbus, asset: water, kind: no-authentication, port: 502, technique: T0855, probability: 0.9, hours: 1, gains: administrator}
        elements:
          - {id: fw-net, kind: nftables, asset: fw, guards: [net -> dmz]}
        """;

    /// <summary>A line of exposures: a weakness of the water controller.</summary>
    public static string Weak(string id, string reference, string gains) => $"  - {{id: {id}, asset: water, kind: vulnerability, port: 502, technique: T1190, probability: 0.5, hours: 2, gains: {gains}, reference: {reference}}}\n";

    public static CityModel Town => Of(Text);

    public static CityModel Of(string text) => CityReader.Read("city.yaml", text) switch
    {
        CityReading.Read read => read.City,
        CityReading.Refused refused => throw new InvalidOperationException(string.Join('\n', refused.Problems)),
        _ => throw new InvalidOperationException("A reading of an unknown kind."),
    };
}
