namespace Ward.Server.Access.Tokens;

/// <summary>Marks a route at which shippers knock, with their own way of showing a token.</summary>
internal sealed class SenderDoor;
