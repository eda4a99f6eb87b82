using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace Ward.Server.Console.Layout;

/// <summary>A link of the main navigation that is also lit on pages that stand below it under another path.</summary>
public sealed class NavArea : NavLink
{
    [Inject] private NavigationManager Navigation { get; set; } = default!;

    /// <summary>The first segments of those pages' paths, with a space between them.</summary>
    [Parameter, EditorRequired] public string Also { get; set; } = "";

    protected override bool ShouldMatch(string uriAbsolute) =>
        base.ShouldMatch(uriAbsolute) || Also.Split(' ').Contains(Navigation.ToBaseRelativePath(uriAbsolute).Split('/', '?', '#')[0]);
}
