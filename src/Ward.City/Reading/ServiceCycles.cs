using Ward.City.Services;

namespace Ward.City.Reading;

/// <summary>Finds services that need themselves by way of others, and names the way.</summary>
internal static class ServiceCycles
{
    public static void Report(CityDraft draft, IReadOnlyList<Service> services)
    {
        var needs = new Dictionary<ServiceId, List<ServiceId>>();
        foreach (var service in services)
            needs.TryAdd(service.Id, [.. service.Needs.SelectMany(n => n.Services).Distinct()]);

        var done = new HashSet<ServiceId>();
        foreach (var (id, fields) in draft.Services.Entries)
        {
            if (Cycle(new ServiceId(id), needs, done) is { } cycle)
                draft.Problems.Add(fields.LineOf("needs"), $"{fields.Path}.needs", "services that do not need themselves", string.Join(" -> ", cycle));
        }
    }

    // Depth first with a stack of its own: a hostile file may chain more services than the thread's stack would hold.
    private static List<ServiceId>? Cycle(ServiceId start, Dictionary<ServiceId, List<ServiceId>> needs, HashSet<ServiceId> done)
    {
        var way = new List<ServiceId>();
        var onWay = new HashSet<ServiceId>();
        var stack = new Stack<(ServiceId Service, bool Leave)>([(start, false)]);
        List<ServiceId>? found = null;
        while (stack.TryPop(out var step))
        {
            if (step.Leave)
            {
                way.RemoveAt(way.Count - 1);
                onWay.Remove(step.Service);
                done.Add(step.Service);
            }
            else if (onWay.Contains(step.Service)) found ??= [.. way.SkipWhile(s => s != step.Service), step.Service];
            else if (!done.Contains(step.Service))
            {
                way.Add(step.Service);
                onWay.Add(step.Service);
                stack.Push((step.Service, true));
                foreach (var next in needs.GetValueOrDefault(step.Service) ?? []) stack.Push((next, false));
            }
        }

        return found;
    }
}
