namespace Ward.Ingest;

/// <summary>Where Sigma rules look for an event (Sigma 2.1, logsource): any part may be empty.</summary>
public sealed record LogSource(string Category, string Product, string Service)
{
    /// <summary>The category registry_event stands for all of these (Sigma 2.1, taxonomy).</summary>
    private static readonly string[] RegistryEvents = ["registry_add", "registry_set", "registry_delete", "registry_rename"];

    /// <summary>The programs of Linux whose lines are in auth.log, which the service auth names.</summary>
    private static readonly string[] AuthPrograms = ["sshd", "sudo"];

    public static LogSource None { get; } = new("", "", "");

    /// <summary>
    /// Whether a rule that states these looks at events of this source: every part that is stated is this source's, in whatever case, or one that
    /// Sigma's taxonomy has for several. On Linux the service auth stands for the programs of auth.log, and syslog for whatever goes through syslog,
    /// which is everything but the audit log.
    /// </summary>
    public bool Answers(string category, string product, string service) =>
        Fits(product, Product) && (Fits(service, Service) || IsFamily(service)) && (Fits(category, Category) || (Is(category, "registry_event") && Has(RegistryEvents, Category)));

    private bool IsFamily(string service) =>
        Is(Product, "linux") && ((Is(service, "auth") && Has(AuthPrograms, Service)) || (Is(service, "syslog") && Service.Length > 0 && !Is(Service, "auditd")));

    private static bool Fits(string stated, string there) => stated.Length == 0 || Is(stated, there);

    private static bool Is(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static bool Has(string[] all, string one) => all.Contains(one, StringComparer.OrdinalIgnoreCase);
}
