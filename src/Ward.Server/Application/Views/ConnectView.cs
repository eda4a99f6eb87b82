namespace Ward.Server.Application.Views;

/// <summary>How a program is connected to a feed.</summary>
/// <param name="For">What is connected by it.</param>
/// <param name="Feeds">The feeds that are on and take its lines, the best kind first.</param>
/// <param name="Feed">The one for which the fragment is written; null where none is on.</param>
/// <param name="Into">Where the fragment belongs.</param>
/// <param name="Fragment">What is to be copied; null where no feed is on. TOKEN stands in it for a token's secret.</param>
/// <param name="After">What is to be done then, or null.</param>
/// <param name="SwitchOn">The line of configuration that opens a feed for it; null where one is on.</param>
/// <param name="Tested">Whether Ward's tests run this fragment with the program itself.</param>
/// <param name="NeedsToken">Whether the fragment holds a token.</param>
/// <param name="TokenHow">How a token is made without the console; null where none is needed.</param>
/// <param name="Notes">What else must be known, a sentence each.</param>
public sealed record ConnectView(
    string Source, string Name, string For, IReadOnlyList<string> Feeds, string? Feed, string Into, string? Fragment, string? After, string? SwitchOn,
    bool Tested, bool NeedsToken, string? TokenHow, IReadOnlyList<string> Notes);
