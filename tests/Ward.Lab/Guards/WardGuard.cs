namespace Ward.Lab.Guards;

/// <summary>Ward itself: server and firewall agent on the host, the log as a followed file, an act mandate.</summary>
/// <param name="setting">What is said of it in the table.</param>
/// <param name="city">The text of city.yaml; it must have the host as asset 'bastion' at 198.18.0.1 in zone 'dmz', zone 'internet' and element 'fw'.</param>
public sealed class WardGuard(string setting, string city) : IGuard
{
    private WardHouse? house;

    public string Name => "Ward";

    public string Setting => setting;

    public int FailuresToBlock => 6;

    public IReadOnlyList<string> Programs => ["nft"];

    public void Start(HostLab lab)
    {
        var folder = Directory.CreateDirectory(Path.Combine(lab.Folder, "ward")).FullName;
        File.WriteAllText(Path.Combine(folder, "city.yaml"), city);
        house = new WardHouse(lab.Host, folder, Configuration(lab.LogPath));
        house.AddAgent(lab.Host, "127.0.0.1:7501", "fw", "nftables", "127.0.0.0/8");
        house.AddUser("bench", "viewer");
        house.StartServer();
    }

    public void Dispose() => house?.Dispose();

    /// <summary>The least city that has the host in it.</summary>
    public static string SmallCity { get; } =
        """
        id: bench
        name: Bench City
        zones:
          - {id: internet, name: Internet, kind: external}
          - {id: dmz, name: Public servers, kind: perimeter, networks: [198.18.0.0/24]}
        assets:
          - {id: bastion, name: Remote access host, zone: dmz, kind: server, addresses: [198.18.0.1], names: [bastion], listens: [ssh]}
          - {id: firewall, name: Edge firewall, zone: dmz, kind: firewall, addresses: [198.18.0.3]}
        services:
          - {id: access, name: Remote access, needs: [bastion], citizens: 1000, impact: {money: 1000, trust: 3}, floor: 0.5, tolerated: 0.02}
        flows:
          - {id: remote-access, from: internet, to: bastion, port: ssh, perDay: 60}
        exposures:
          - {id: passwords, asset: bastion, kind: weak-credential, port: ssh, technique: T1110.001, probability: 0.3, hours: 4, gains: administrator}
        elements:
          - {id: fw, kind: nftables, asset: firewall, guards: [internet -> dmz]}
        """;

    private static string Configuration(string log) =>
        $$"""
        city: city.yaml
        listen: http://127.0.0.1:7878
        feeds:
          - {id: host-auth, kind: file, path: {{log}}, asset: bastion, decoder: sshd}
        mandates:
          - id: edge
            mode: act
            actions: [deny-source]
            zones: [internet, dmz]
            lease: 1h
            budget: {targetsPerPlan: 2, targetsPerTenMinutes: 100000, targetsPerDay: 100000, peoplePerPlan: 0}
            until: 2099-01-01
        """;
}
