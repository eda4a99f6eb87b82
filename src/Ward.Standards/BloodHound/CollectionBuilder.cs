using System.Globalization;
using System.Text.Json;
using Ward.Standards.Json;
using Ward.Standards.Yaml;

namespace Ward.Standards.BloodHound;

/// <summary>Gathers objects file by file. What a file holds is told by its meta, which stands at its end; so objects wait until then.</summary>
internal sealed class CollectionBuilder(ProblemList problems)
{
    private static readonly Dictionary<string, DirectoryKind> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["users"] = DirectoryKind.User, ["groups"] = DirectoryKind.Group, ["computers"] = DirectoryKind.Computer, ["domains"] = DirectoryKind.Domain,
    };

    private static readonly string[] SessionFields = ["Sessions", "PrivilegedSessions", "RegistrySessions"];

    private static readonly (string Field, DirectoryRight Right)[] RightFields =
    [
        ("LocalAdmins", DirectoryRight.Administrator), ("RemoteDesktopUsers", DirectoryRight.RemoteDesktop), ("DcomUsers", DirectoryRight.Dcom), ("PSRemoteUsers", DirectoryRight.RemoteShell),
    ];

    private readonly Dictionary<string, DirectoryObject> objects = new(StringComparer.Ordinal);
    private readonly List<DirectoryEdge> edges = [];
    private readonly SortedDictionary<string, int> edgeCount = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<ComputerAccess>> byPolicy = new(StringComparer.Ordinal);
    private readonly SortedSet<int> versions = [];
    private List<DirectoryObject> waiting = [];
    private string file = "";
    private int failed;

    public int Files { get; private set; }

    public void Begin(string name)
    {
        file = name;
        waiting = [];
    }

    public void Take(JsonElement item, int number)
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"{(file.Length > 0 ? file + ": " : "")}$.data[{number}]");
        if (objects.Count + waiting.Count >= BloodHoundReader.MostObjects)
        {
            problems.Add(0, place, string.Create(CultureInfo.InvariantCulture, $"at most {BloodHoundReader.MostObjects} objects"), "more");
            return;
        }

        if (item.Text("ObjectIdentifier") is { Length: > 0 } id) waiting.Add(Object(item, id.ToUpperInvariant()));
        else problems.Add(0, place + ".ObjectIdentifier", "the object's identifier", "nothing");
    }

    /// <summary>False, with the problem added, where the file is none of a collector.</summary>
    public bool End(JsonElement? meta)
    {
        var (type, version) = meta is { } told ? (told.Text("type"), told.Whole("version")) : (null, null);
        if (type is null)
        {
            problems.Add(0, file, "meta with type and version, as collectors for BloodHound write it", "none");
            return false;
        }

        if (version is not (>= 4 and <= 6))
        {
            problems.Add(0, $"{file}$.meta.version", "4, 5 or 6", version?.ToString(CultureInfo.InvariantCulture) ?? "nothing");
            return false;
        }

        Files++;
        versions.Add((int)version);
        if (!Kinds.TryGetValue(type, out var kind)) return true;
        foreach (var one in waiting)
            if (!objects.TryAdd(one.Id, one with { Kind = kind })) objects[one.Id] = Joined(objects[one.Id], one with { Kind = kind });
        return true;
    }

    public DirectoryCollection Done()
    {
        foreach (var (computer, access) in byPolicy)
            if (objects.TryGetValue(computer, out var known)) objects[computer] = known with { Access = [.. known.Access.Concat(access).Distinct()] };
        return new DirectoryCollection(objects, edges, edgeCount, [.. versions], failed);
    }

    // A later run of the collector saw other sessions of the same computer.
    private static DirectoryObject Joined(DirectoryObject one, DirectoryObject other) => other with
    {
        Members = [.. one.Members.Union(other.Members)], Access = [.. one.Access.Union(other.Access)], Sessions = [.. one.Sessions.Union(other.Sessions)],
    };

    private DirectoryObject Object(JsonElement item, string id)
    {
        var properties = item.Field("Properties") ?? default;
        var access = Access(item);
        var sessions = SessionFields.SelectMany(s => Results(item, s)).Select(s => s.Text("UserSID")).OfType<string>().Select(Upper).Distinct().ToList();
        Edges(item, id);
        Policies(item);
        return new DirectoryObject(
            id, DirectoryKind.Other, properties.Text("name") ?? "", properties.Text("samaccountname"), properties.Flag("enabled") != false && item.Flag("IsDeleted") != true,
            properties.Flag("admincount") == true || properties.Flag("highvalue") == true || properties.Text("system_tags")?.Contains("admin_tier_0", StringComparison.Ordinal) == true,
            properties.Text("operatingsystem"), item.Text("PrimaryGroupSID") is { } primary ? Upper(primary) : null,
            [.. item.Items("Members").Select(m => m.Text("ObjectIdentifier")).OfType<string>().Select(Upper)], access, sessions);
    }

    // From version 5 on local groups are named by the SID of the computer and their own number; before, each had a field.
    private List<ComputerAccess> Access(JsonElement item)
    {
        var access = new List<ComputerAccess>();
        foreach (var (field, right) in RightFields)
            access.AddRange(Principals(Results(item, field), right));
        foreach (var group in item.Items("LocalGroups"))
        {
            DirectoryRight? right = group.Text("ObjectIdentifier") switch
            {
                { } id when id.EndsWith("-544", StringComparison.Ordinal) => DirectoryRight.Administrator,
                { } id when id.EndsWith("-555", StringComparison.Ordinal) => DirectoryRight.RemoteDesktop,
                { } id when id.EndsWith("-562", StringComparison.Ordinal) => DirectoryRight.Dcom,
                { } id when id.EndsWith("-580", StringComparison.Ordinal) => DirectoryRight.RemoteShell,
                _ => null,
            };
            if (group.Flag("Collected") == false) failed++;
            if (right is { } known) access.AddRange(Principals(group.Items("Results"), known));
        }

        return [.. access.Distinct()];
    }

    // What group policies set on the computers of a domain or unit.
    private void Policies(JsonElement item)
    {
        if (item.Field("GPOChanges") is not { } changes) return;
        var access = new List<ComputerAccess>();
        foreach (var (field, right) in RightFields)
            access.AddRange(Principals(changes.Items(field), right));
        if (access.Count == 0) return;
        foreach (var computer in changes.Items("AffectedComputers"))
            if (computer.Text("ObjectIdentifier") is { } id) (byPolicy.TryGetValue(Upper(id), out var known) ? known : byPolicy[Upper(id)] = []).AddRange(access);
    }

    private void Edges(JsonElement item, string target)
    {
        foreach (var ace in item.Items("Aces"))
        {
            if (ace.Text("RightName") is not { } right || ace.Text("PrincipalSID") is not { } principal || !DangerousRights.Is(right) || DangerousRights.IsOfAdministrators(principal)) continue;
            edgeCount[right] = edgeCount.GetValueOrDefault(right) + 1;
            if (edges.Count < BloodHoundReader.MostEdges) edges.Add(new(Upper(principal), right, target));
        }
    }

    // A list, or an object that says too whether it could be collected.
    private IEnumerable<JsonElement> Results(JsonElement item, string field)
    {
        if (item.Field(field) is not { } found) return [];
        if (found.ValueKind == JsonValueKind.Array) return found.EnumerateArray();
        if (found.Flag("Collected") == false) failed++;
        return found.Items("Results");
    }

    private static IEnumerable<ComputerAccess> Principals(IEnumerable<JsonElement> list, DirectoryRight right) =>
        list.Select(p => p.Text("ObjectIdentifier")).OfType<string>().Select(p => new ComputerAccess(Upper(p), right));

    private static string Upper(string id) => id.ToUpperInvariant();
}
