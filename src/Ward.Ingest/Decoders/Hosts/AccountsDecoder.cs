namespace Ward.Ingest.Decoders.Hosts;

/// <summary>The tools of shadow-utils that change accounts and groups. Only root makes them write such lines, but names are kept as text alone.</summary>
internal sealed class AccountsDecoder : IDecoder
{
    private const int Create = 1, Update = 2, Delete = 3, Lock = 6, Unlock = 7, Password = 8;
    private const int GroupAddUser = 3, GroupRemoveUser = 4, GroupDelete = 5, GroupCreate = 6, GroupUpdate = 9;
    private static readonly LogSource Source = new("", "linux", "auth");
    private static readonly string[] Tools =
    [
        "useradd", "usermod", "userdel", "groupadd", "groupmod", "groupdel", "passwd", "chpasswd", "chage", "gpasswd", "chsh", "chfn", "newusers", "adduser", "chgpasswd",
    ];
    private static readonly byte[][] Utf8Tools = [.. Tools.Select(System.Text.Encoding.ASCII.GetBytes)];

    public DecoderCard Card { get; } = new("accounts", "useradd, usermod, userdel, groupadd, passwd and the rest of shadow-utils", "4.13 seen", LineShape.Text,
        "Mar  1 11:59:58 gate useradd[42]: new user: name=eve, UID=0, GID=0, home=/root, shell=/bin/bash, from=/dev/pts/0")
    {
        Programs = Tools,
        Verified = "shadow-utils 4.13 run: accounts, groups, passwords, shell, ageing",
    };

    public bool TryDecode(ReadOnlySpan<byte> message, in SyslogHeader header, EventBuilder into)
    {
        var tool = false;
        foreach (var name in Utf8Tools) tool |= header.App.SequenceEqual(name);
        if (!tool || !(TryUser(message, into) || TryGroup(message, into) || PamDecoder.TryDecode(message, header.App, Source, into))) return false;
        Text.SetHeader(into, header, message);
        if (!into.Event.TryGet(Fields.LogProvider, out _)) into.Set(Fields.LogProvider, header.App);
        return true;
    }

    private static bool TryUser(ReadOnlySpan<byte> text, EventBuilder into)
    {
        if (Text.TryTake(ref text, "new user: "u8)) return Pairs(text, EventClass.UserManagement, Create, into);
        if (Text.TryTake(ref text, "failed adding user '"u8)) return User(text, "'"u8, Create, 2, into);
        if (Text.TryTake(ref text, "delete user '"u8)) return User(text, "'"u8, Delete, 1, into);
        if (Text.TryTake(ref text, "lock user '"u8)) return User(text, "' password"u8, Lock, 1, into);
        if (Text.TryTake(ref text, "unlock user '"u8)) return User(text, "' password"u8, Unlock, 1, into);
        if (Text.TryTake(ref text, "changed password expiry for "u8)) return User(text, ""u8, Update, 1, into);
        if (Text.TryTake(ref text, "changed user '"u8)) return User(text, "' "u8, Update, 1, into);
        if (Text.TryTake(ref text, "change user name '"u8)) return User(text, "' "u8, Update, 1, into);
        if (Text.TryTake(ref text, "change user '"u8))
        {
            var password = text.EndsWith("' password"u8);
            return User(text, "' "u8, password ? Password : Update, 1, into);
        }

        if (Text.TryTake(ref text, "password for '"u8) && Words.TryTakeTo(ref text, "' changed by '"u8, out var user))
        {
            Text.TryTakeEnd(ref text, "'"u8);
            into.Is(EventClass.UserManagement, Password, 1, Source).Set(Fields.UserName, user).Set(Fields.ActorUser, text);
            return true;
        }

        return false;
    }

    private static bool TryGroup(ReadOnlySpan<byte> text, EventBuilder into)
    {
        if (Text.TryTake(ref text, "new group: "u8)) return Pairs(text, EventClass.GroupManagement, GroupCreate, into);
        if (text.StartsWith("group added to "u8)) return Words.TryTakeTo(ref text, ": "u8, out _) && Pairs(text, EventClass.GroupManagement, GroupCreate, into);
        if (text.StartsWith("group changed in "u8)) return Words.TryTakeTo(ref text, "(group "u8, out _) && Group(Words.TryTakeTo(ref text, "/"u8, out var changed) ? changed : text, GroupUpdate, into);
        if (Text.TryTake(ref text, "failed adding group '"u8)) return Words.TryTakeTo(ref text, "'"u8, out var failed) && Group(failed, GroupCreate, into, 2);
        if (Text.TryTake(ref text, "removed group '"u8) || Text.TryTake(ref text, "removed shadow group '"u8) || Text.TryTake(ref text, "group '"u8))
            return Words.TryTakeTo(ref text, "' "u8, out var gone) && Group(gone, GroupDelete, into);
        if (Text.TryTake(ref text, "add '"u8)) return Words.TryTakeTo(ref text, "' to "u8, out var added) && Member(added, text, GroupAddUser, into);
        if (Text.TryTake(ref text, "delete '"u8)) return Words.TryTakeTo(ref text, "' from "u8, out var left) && Member(left, text, GroupRemoveUser, into);
        if (Text.TryTake(ref text, "members of group "u8)) return Words.TryTakeTo(ref text, " set by "u8, out var named) && Group(named, GroupUpdate, into);
        if (!Text.TryTake(ref text, "user "u8)) return false;
        var add = Words.TryTakeTo(ref text, " added by "u8, out var user);
        if (!add && !Words.TryTakeTo(ref text, " removed by "u8, out user)) return false;
        if (!Words.TryTakeFromLast(ref text, add ? " to group "u8 : " from group "u8, out var group)) return false;
        into.Set(Fields.UserName, user).Set(Fields.ActorUser, text);
        return Group(group, add ? GroupAddUser : GroupRemoveUser, into);
    }

    /// <summary>"name=eve, UID=1000, GID=1000, home=/home/eve, shell=/bin/bash, from=/dev/pts/0".</summary>
    private static bool Pairs(ReadOnlySpan<byte> text, EventClass eventClass, int activity, EventBuilder into)
    {
        var pairs = new KeyValues(text);
        var found = false;
        while (pairs.TryRead())
        {
            var name = pairs.Name;
            if (name.SequenceEqual("name"u8)) into.Set(eventClass == EventClass.UserManagement ? Fields.UserName : Fields.GroupName, pairs.Value);
            else if (name.SequenceEqual("UID"u8)) into.Set(Fields.UserUid, pairs.Value);
            else if (name.SequenceEqual("from"u8)) Text.SetPresent(into, Fields.SessionTerminal, pairs.Value);
            found |= name.SequenceEqual("name"u8);
            into.SetUnmapped(name, pairs.Value);
        }

        into.Is(eventClass, activity, 1, Source);
        return found;
    }

    private static bool User(ReadOnlySpan<byte> text, ReadOnlySpan<byte> end, int activity, int status, EventBuilder into)
    {
        var user = text;
        if (end.Length > 0 && !Words.TryTakeTo(ref text, end, out user)) return false;
        into.Is(EventClass.UserManagement, activity, status, Source).Set(Fields.UserName, user);
        return user.Length > 0;
    }

    /// <summary>"[shadow ]group 'NAME'".</summary>
    private static bool Member(ReadOnlySpan<byte> user, ReadOnlySpan<byte> text, int activity, EventBuilder into)
    {
        into.Set(Fields.UserName, user);
        return (Text.TryTake(ref text, "group '"u8) || Text.TryTake(ref text, "shadow group '"u8)) && Text.TryTakeEnd(ref text, "'"u8) && Group(text, activity, into);
    }

    private static bool Group(ReadOnlySpan<byte> group, int activity, EventBuilder into, int status = 1)
    {
        into.Is(EventClass.GroupManagement, activity, status, Source).Set(Fields.GroupName, group);
        return group.Length > 0;
    }
}
