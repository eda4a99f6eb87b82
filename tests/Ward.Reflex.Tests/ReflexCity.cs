namespace Ward.Reflex.Tests;

/// <summary>The city of the lab, as its people would describe it.</summary>
internal static class ReflexCity
{
    public const string City =
        """
        id: lab
        name: Lab City
        zones:
          - {id: internet, name: Internet, kind: external}
          - {id: dmz, name: Public servers, kind: perimeter, networks: [10.20.0.0/24]}
          - {id: management, name: Management, kind: management, networks: [10.30.0.0/24]}
        assets:
          - {id: records, name: Records server, zone: dmz, kind: server, addresses: [10.20.0.10], names: [records], listens: [ssh, http]}
          - {id: firewall, name: Edge firewall, zone: management, kind: firewall, addresses: [10.30.0.1]}
          - {id: ward, name: Ward, zone: management, kind: server, addresses: [10.30.0.2], listens: [https]}
        services:
          - id: city-records
            name: City records
            needs: [records]
            citizens: 200000
            impact: {money: 15000, trust: 6}
            floor: 0.5
            tolerated: 0.02
            fallback: Clerks take requests on paper
        accounts:
          - {id: root, login: root, grants: {records: administrator}}
        flows:
          - {id: remote-access, from: internet, to: records, port: ssh, perDay: 60}
          - {id: citizens-read, from: internet, to: records, port: http, neededBy: [city-records], perDay: 9000}
        exposures:
          - {id: passwords, asset: records, kind: weak-credential, port: ssh, technique: T1110.001, probability: 0.3, hours: 4, gains: user, reference: Passwords are still allowed}
          - {id: sudo, asset: records, kind: misconfiguration, technique: T1548.003, probability: 0.5, hours: 2, gains: administrator, reference: Any command allowed}
        elements:
          - {id: fw, kind: nftables, asset: firewall, guards: [internet -> dmz]}
          - {id: web, kind: nginx, asset: records, fronts: [records]}
        protected:
          networks: [10.30.0.0/24, 203.0.113.53/32]
          assets: [ward, firewall]
        """;

    /// <summary>The same city with a firewall that is another authority's: only the web server itself can be told to deny anybody.</summary>
    public const string CityOfWeb =
        """
        id: lab
        name: Lab City
        zones:
          - {id: internet, name: Internet, kind: external}
          - {id: dmz, name: Public servers, kind: perimeter, networks: [10.20.0.0/24]}
          - {id: management, name: Management, kind: management, networks: [10.30.0.0/24]}
        assets:
          - {id: records, name: Records server, zone: dmz, kind: server, addresses: [10.20.0.10], names: [records], listens: [http]}
          - {id: ward, name: Ward, zone: management, kind: server, addresses: [10.30.0.2], listens: [https]}
        services:
          - id: city-records
            name: City records
            needs: [records]
            citizens: 200000
            impact: {money: 15000, trust: 6}
            floor: 0.5
            tolerated: 0.02
            fallback: Clerks take requests on paper
        flows:
          - {id: citizens-read, from: internet, to: records, port: http, neededBy: [city-records], perDay: 9000}
        exposures:
          - {id: old-form, asset: records, kind: vulnerability, port: http, technique: T1190, probability: 0.2, hours: 8, gains: user, reference: An old form handler}
        elements:
          - {id: web, kind: nginx, asset: records, fronts: [records]}
        protected:
          networks: [10.30.0.0/24, 203.0.113.53/32]
          assets: [ward]
        """;

    /// <param name="mode">The mandate's mode for denying a source at the edge.</param>
    /// <param name="leaseSeconds">How long what it allows stays in force.</param>
    public static string Ward(string mode, int leaseSeconds) =>
        $$"""
        city: city.yaml
        listen: http://127.0.0.1:7878
        feeds:
          - {id: records-syslog, kind: syslog-tcp, listen: "10.30.0.2:5514", from: [10.20.0.10/32], decoder: auto}
          - {id: anyones-syslog, kind: syslog-udp, listen: "10.30.0.2:5514", decoder: auto}
          - {id: posted, kind: http, decoder: json}
        mandates:
          - id: edge
            mode: {{mode}}
            actions: [deny-source, deny-web]
            zones: [internet, dmz]
            lease: {{leaseSeconds}}s
            budget: {targetsPerPlan: 2, targetsPerTenMinutes: 20, targetsPerDay: 100, peoplePerPlan: 0}
            until: 2099-01-01
        """;
}
