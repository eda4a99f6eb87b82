using Ward.Standards.Yaml;

namespace Ward.City.Reading;

/// <summary>The sections of the file with the ids that they declare, known before any reference is followed.</summary>
internal sealed class CityDraft
{
    public CityDraft(YamlFields root, ProblemList warnings)
    {
        (Root, Warnings) = (root, warnings);
        // Flows and needs name zones, assets and services by id alone, so these three share one space of names.
        Dictionary<string, (string, int)> places = new(StringComparer.Ordinal);
        Zones = new Section(root["zones"], "a zone", places);
        Assets = new Section(root["assets"], "an asset", places);
        Services = new Section(root["services"], "a service", places);
        Accounts = new Section(root["accounts"], "an account");
        Flows = new Section(root["flows"], "a flow");
        Exposures = new Section(root["exposures"], "an exposure");
        Elements = new Section(root["elements"], "an element");
        if (Zones.Entries.Count == 0) root.Problems.Add(root.LineOf("zones"), "zones", "at least one zone", "none");
    }

    public YamlFields Root { get; }

    public ProblemList Problems => Root.Problems;

    /// <summary>What holds together but looks like a slip.</summary>
    public ProblemList Warnings { get; }

    public Section Zones { get; }
    public Section Assets { get; }
    public Section Services { get; }
    public Section Accounts { get; }
    public Section Flows { get; }
    public Section Exposures { get; }
    public Section Elements { get; }
}
