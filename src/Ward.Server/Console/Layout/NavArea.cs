using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace Ward.Server.Console.Layout;

/// <summary>A link of the main navigation that is also lit on pages that stand below it under another path.</summary>
public sealed class NavArea : NavLink
{
    [Inject] private NavigationManager Navigation { get; set; } = default!;

    /// <summary>The first segment of those pages' paths.</summary>
    [Parameter, EditorRequired] public string Also { get; set; } = "";

    protected override bool ShouldMatch(string uriAbsolute) =>
        base.ShouldMatch(uriAbsolute) || Navigation.ToBaseRelativePath(uriAbsolute).Split('/', '?', '#')[0] == Also;
}
