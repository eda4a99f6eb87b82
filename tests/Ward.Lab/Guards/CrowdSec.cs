namespace Ward.Lab.Guards;

/// <summary>CrowdSec from Debian's package with the ssh-bf scenario that comes with it, and its firewall bouncer on nftables. No central service.</summary>
/// <param name="fastest">False: the bouncer asks every 10 s, as packaged. True: every 0.1 s.</param>
public sealed class CrowdSec(bool fastest) : IGuard
{
    private LabProcess? engine;
    private LabProcess? bouncer;

    public string Name => "CrowdSec";

    public string Setting => fastest ? "bouncer update_frequency 0.1 s" : "default (bouncer update_frequency 10 s)";

    public int FailuresToBlock => 6;

    public IReadOnlyList<string> Programs => ["crowdsec", "cscli", "crowdsec-firewall-bouncer", "nft"];

    public void Start(HostLab lab)
    {
        var folder = Directory.CreateDirectory(Path.Combine(lab.Folder, "crowdsec")).FullName;
        var configuration = Path.Combine(folder, "config.yaml");
        Shell.Run("cp", "-r", "/etc/crowdsec", Path.Combine(folder, "conf"));
        Shell.Run("cp", "-r", "/var/lib/crowdsec/data", Path.Combine(folder, "data"));
        foreach (var old in Directory.EnumerateFiles(Path.Combine(folder, "data"), "crowdsec.db*")) File.Delete(old);
        File.WriteAllText(configuration, Engine(folder));
        File.WriteAllText(Path.Combine(folder, "conf", "acquis.yaml"), $"filenames: [{lab.LogPath}]\nlabels: {{type: syslog}}\n");
        lab.Host.Run("cscli", "-c", configuration, "machines", "add", "-a", "--force", "-f", Path.Combine(folder, "conf", "local_api_credentials.yaml"));
        var key = lab.Host.Run("cscli", "-c", configuration, "bouncers", "add", "firewall", "-o", "raw").Trim().Split('\n')[^1];
        engine = lab.Host.Start(Path.Combine(folder, "engine.log"), null, "crowdsec", "-c", configuration);
        engine.AwaitLog("Starting processing data", TimeSpan.FromSeconds(30));
        File.WriteAllText(Path.Combine(folder, "bouncer.yaml"), Bouncer(folder, key));
        bouncer = lab.Host.Start(Path.Combine(folder, "bouncer.log"), null, "crowdsec-firewall-bouncer", "-c", Path.Combine(folder, "bouncer.yaml"));
        bouncer.AwaitLog("Processing new and deleted decisions", TimeSpan.FromSeconds(20));
    }

    public void Dispose()
    {
        bouncer?.Dispose();
        engine?.Dispose();
    }

    private static string Engine(string folder) =>
        $$"""
        common: {daemonize: false, log_media: stdout, log_level: info, working_dir: {{folder}}}
        config_paths:
          config_dir: {{folder}}/conf/
          data_dir: {{folder}}/data/
          simulation_path: {{folder}}/conf/simulation.yaml
          hub_dir: /var/lib/crowdsec/hub/
          index_path: /var/lib/crowdsec/hub/.index.json
          notification_dir: {{folder}}/conf/notifications/
          plugin_dir: /usr/lib/crowdsec/plugins/
        crowdsec_service: {acquisition_path: {{folder}}/conf/acquis.yaml, parser_routines: 1}
        db_config: {log_level: info, type: sqlite, use_wal: true, db_path: {{folder}}/data/crowdsec.db}
        plugin_config: {user: nobody, group: nogroup}
        api:
          client: {credentials_path: {{folder}}/conf/local_api_credentials.yaml}
          server: {log_level: info, listen_uri: 127.0.0.1:8080, profiles_path: {{folder}}/conf/profiles.yaml, console_path: {{folder}}/conf/console.yaml}
        prometheus: {enabled: false}
        """;

    private string Bouncer(string folder, string key) =>
        $$"""
        mode: nftables
        pid_dir: {{folder}}/
        update_frequency: {{(fastest ? "100ms" : "10s")}}
        daemonize: false
        log_mode: stdout
        log_level: info
        api_url: http://127.0.0.1:8080/
        api_key: {{key}}
        deny_action: DROP
        supported_decisions_types: [ban]
        nftables:
          ipv4: {enabled: true, set-only: false, table: crowdsec, chain: crowdsec-chain}
          ipv6: {enabled: false}
        prometheus: {enabled: false}
        """;
}
